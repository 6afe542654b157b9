using System.CommandLine;
using Allora.Cli.Commands;

var root = new RootCommand("Tools for workers on the Allora network.") { DevNetCommand.Create() };
var parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    await Console.Error.WriteLineAsync("allora: " + parsed.Errors[0].Message.ReplaceLineEndings(" "));
    return ExitCodes.Usage;
}

return await parsed.InvokeAsync();
