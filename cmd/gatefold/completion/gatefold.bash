# Completion of gatefold for bash: source <(gatefold completion bash)
#
# The words of the line are handed over as they are, never evaluated.
_gatefold() {
	local line
	COMPREPLY=()
	while IFS=$'\t' read -r line _; do
		COMPREPLY+=("$line")
	done < <("${COMP_WORDS[0]/#\~/$HOME}" __complete "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}

# What the command has no word for is the name of a file.
complete -o bashdefault -o default -F _gatefold gatefold
