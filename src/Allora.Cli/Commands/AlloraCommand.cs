using System.CommandLine;
using Allora.Cli.Doctor;
using Allora.Cli.Explaining;
using Allora.Cli.Fleet;
using Allora.Cli.Inferences;
using Allora.Cli.Keys;
using Allora.Cli.Money;
using Allora.Cli.Plots;
using Allora.Cli.Running;
using Allora.Cli.Stores;
using Allora.Cli.Topics;
using Allora.Cli.Transactions;
using Allora.Cli.Worker;

namespace Allora.Cli.Commands;

/// <summary>The root command with every command and its options. The documentation tests parse the pages' commands with it.</summary>
internal static class AlloraCommand
{
    public static RootCommand Create() => new("Tools for workers on the Allora network.")
    {
        CliAction.Output,
        DevNetCommand.Create(),
        KeysCommand.Create(),
        DoctorCommand.Create(),
        TopicsCommand.Create(),
        PlotCommand.Create(),
        InferencesCommand.Create(),
        TxCommand.Create(),
        BalanceCommand.Create(),
        SendCommand.Create(),
        StakeCommand.Create(),
        FaucetCommand.Create(),
        FundCommand.Create(),
        RegisterCommand.Create(),
        SubmitCommand.Create(),
        WorkerCommand.Create(),
        StoreCommand.Create(),
        HistoryCommand.Create(),
        ExplainCommand.Create(),
        FleetCommand.Create(),
    };
}
