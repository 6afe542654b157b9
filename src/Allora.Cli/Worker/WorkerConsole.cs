using System.Globalization;
using System.Text.Json.Nodes;
using Allora.Cli.Consoles;
using Allora.Cli.Worker.Reporting;
using Allora.Sdk;
using Allora.Sdk.Dashboard;

namespace Allora.Cli.Worker;

/// <summary>The console of the workers of a file.</summary>
internal static class WorkerConsole
{
    /// <summary>Starts it if a port was given, and writes its address.</summary>
    public static async Task<ConsoleServer?> StartAsync(int? port, WorkerCrew crew, RunConsole console, CancellationToken cancellationToken)
    {
        if (port is not { } given)
            return null;
        var dashboard = new AlloraDashboard();
        foreach (var (name, runner) in Named(crew.Members))
            dashboard.Add(name, runner);
        var server = await ConsoleServer.StartAsync(given, dashboard, cancellationToken);
        console.Write("dashboard", Levels.Information, new JsonObject { ["address"] = server.Address }, $"console at {server.Address}");
        return server;
    }

    /// <summary>The workers with the names that people see.</summary>
    public static Dictionary<string, WorkerRunner> Named(IReadOnlyList<CrewMember> members) =>
        members.ToDictionary(member => NameOf(member, members), static member => member.Runner, StringComparer.Ordinal);

    // As short as it can be: the topic, with the role and the wallet if there are several.
    private static string NameOf(CrewMember member, IReadOnlyList<CrewMember> all)
    {
        var topic = member.Topic.ToString(CultureInfo.InvariantCulture);
        if (all.Count(other => other.Topic == member.Topic) == 1)
            return topic;
        var role = $"{topic} {member.Role}";
        return all.Count(other => other.Topic == member.Topic && other.Role == member.Role) == 1 ? role : $"{role} {member.Wallet}";
    }
}
