using System.CommandLine;

namespace Allora.Cli.Fleet;

/// <summary>allora fleet: many wallets on many machines.</summary>
internal static class FleetCommand
{
    public static Command Create() => new("fleet", "Many wallets on many machines, with a PostgreSQL store.")
    {
        FleetRunCommand.Create(),
        FleetWorkersCommands.Apply(),
        FleetWorkersCommands.Remove(),
        FleetStatusCommand.Create(),
        FleetMoveCommands.Drain(),
        FleetMoveCommands.Move(),
        FundingCommand.Create(),
    };
}
