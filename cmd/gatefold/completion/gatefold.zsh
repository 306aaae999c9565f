#compdef gatefold
# Completion of gatefold for zsh: source <(gatefold completion zsh), or a file
# _gatefold in a folder of $fpath.
#
# The words of the line are handed over as they are, never evaluated.
_gatefold() {
	local line
	local -a lines values
	lines=("${(@f)$("${words[1]/#\~/$HOME}" __complete "${(@)words[2,CURRENT]}" 2>/dev/null)}")
	for line in $lines; do
		values+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}")
	done
	if (( $#values )); then
		_describe gatefold values
	else
		_files
	fi
}

if [[ $funcstack[1] == _gatefold ]]; then
	_gatefold "$@"
else
	compdef _gatefold gatefold
fi
