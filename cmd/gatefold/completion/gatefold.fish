# Completion of gatefold for fish: gatefold completion fish | source
#
# The words of the line are handed over as they are, never evaluated.
function __gatefold_complete
	set -l words (commandline -opc)
	set -l current (commandline -ct)
	set -l found (command $words[1] __complete $words[2..-1] "$current" 2>/dev/null)
	if test (count $found) -gt 0
		printf '%s\n' $found
	else
		# What the command has no word for is the name of a file.
		__fish_complete_path "$current"
	end
end

complete -c gatefold -e
complete -c gatefold -f -a '(__gatefold_complete)'
