using System.Globalization;
using System.Text.Json.Nodes;
using Allora.Cli.Consoles;
using Allora.Cli.Worker.Reporting;
using Allora.Sdk;
using Allora.Sdk.Dashboard;

namespace Allora.Cli.Worker;

/// <summary>The console of the workers of a file, which may change.</summary>
internal sealed class WorkerConsole : IAsyncDisposable
{
    private readonly AlloraDashboard _dashboard;
    private readonly ConsoleServer _server;
    private readonly Dictionary<CrewMember, string> _names = [];

    private WorkerConsole(AlloraDashboard dashboard, ConsoleServer server) => (_dashboard, _server) = (dashboard, server);

    /// <summary>Starts it if a port was given, and writes its address.</summary>
    public static async Task<WorkerConsole?> StartAsync(int? port, WorkerCrew crew, RunConsole console, CancellationToken cancellationToken)
    {
        if (port is not { } given)
            return null;
        var dashboard = new AlloraDashboard();
        var shown = new WorkerConsole(dashboard, await ConsoleServer.StartAsync(given, dashboard, cancellationToken));
        shown.Show(crew.Members);
        console.Write("dashboard", Levels.Information, new JsonObject { ["address"] = shown._server.Address }, $"console at {shown._server.Address}");
        return shown;
    }

    /// <summary>Shows these members: those that stay keep their names.</summary>
    public void Show(IReadOnlyList<CrewMember> members)
    {
        foreach (var gone in _names.Keys.Except(members).ToList())
        {
            _names.Remove(gone, out var name);
            _dashboard.Remove(name!);
        }

        foreach (var member in members.Where(member => !_names.ContainsKey(member)))
        {
            var name = NameOf(member, members);
            if (_names.ContainsValue(name))
                name = FullName(member);
            _names.Add(member, name);
            _dashboard.Add(name, member.Runner);
        }
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

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
        return all.Count(other => other.Topic == member.Topic && other.Role == member.Role) == 1 ? role : FullName(member);
    }

    private static string FullName(CrewMember member) => string.Create(CultureInfo.InvariantCulture, $"{member.Topic} {member.Role} {member.Wallet}");
}
