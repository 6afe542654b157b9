using Allora.Cli.Commands;

var parsed = AlloraCommand.Create().Parse(args);
if (parsed.Errors.Count > 0)
{
    await Console.Error.WriteLineAsync("allora: " + parsed.Errors[0].Message.ReplaceLineEndings(" "));
    return ExitCodes.Usage;
}

return await parsed.InvokeAsync();
