# Completion of gatefold for PowerShell 7.3 or later, in $PROFILE:
# gatefold completion pwsh | Out-String | Invoke-Expression
#
# The words of the line are handed over as they are, never evaluated. Where the command
# has no word, PowerShell completes the names of files by itself.
Register-ArgumentCompleter -Native -CommandName gatefold -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = @($commandAst.CommandElements |
        Select-Object -Skip 1 |
        Where-Object { $_.Extent.StartOffset -lt $cursorPosition } |
        ForEach-Object { $_.Extent.Text })
    if ($wordToComplete -eq '') { $words += '' }
    & gatefold __complete @words 2>$null | ForEach-Object {
        $word, $usage = $_ -split "`t", 2
        if (-not $usage) { $usage = $word }
        [System.Management.Automation.CompletionResult]::new($word, $word, 'ParameterValue', $usage)
    }
}
