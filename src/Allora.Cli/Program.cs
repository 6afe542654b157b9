using System.CommandLine;
using Allora.Cli.Commands;
using Allora.Cli.Doctor;
using Allora.Cli.Inferences;
using Allora.Cli.Keys;
using Allora.Cli.Money;
using Allora.Cli.Running;
using Allora.Cli.Topics;
using Allora.Cli.Transactions;
using Allora.Cli.Worker;

var root = new RootCommand("Tools for workers on the Allora network.")
{
    CliAction.Output,
    DevNetCommand.Create(),
    KeysCommand.Create(),
    DoctorCommand.Create(),
    TopicsCommand.Create(),
    InferencesCommand.Create(),
    TxCommand.Create(),
    SendCommand.Create(),
    StakeCommand.Create(),
    FaucetCommand.Create(),
    FundCommand.Create(),
    RegisterCommand.Create(),
    WorkerCommand.Create(),
};
var parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    await Console.Error.WriteLineAsync("allora: " + parsed.Errors[0].Message.ReplaceLineEndings(" "));
    return ExitCodes.Usage;
}

return await parsed.InvokeAsync();
