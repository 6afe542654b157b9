using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Workers.Telemetry;

/// <summary>The time in which workers of one client wait for its nodes: logged once for all of them, again each minute, and at its end.</summary>
internal sealed class NodeOutage(AlloraClient client)
{
    private static readonly TimeSpan ReminderInterval = TimeSpan.FromMinutes(1);

    private readonly ILogger _logger = client.Loggers.CreateLogger("Allora.Sdk.Worker");
    private readonly Lock _lock = new();
    private readonly HashSet<StatusBoard> _waiting = [];
    private DateTimeOffset _since;
    private DateTimeOffset _loggedAt;
    private string _message = "";

    /// <summary>The outages of a client's nodes.</summary>
    public static NodeOutage Of(AlloraClient client) => client.Attachments.GetOrAdd(() => new NodeOutage(client));

    /// <summary>A worker begins to wait.</summary>
    public void Join(StatusBoard worker, string message)
    {
        lock (_lock)
        {
            if (!_waiting.Add(worker) || _waiting.Count > 1)
                return;
            _message = message;
            _since = _loggedAt = client.Time.GetUtcNow();
            StatusLog.NodeGone(_logger, client.Network.ChainId, message);
        }
    }

    /// <summary>A worker waits no longer. If a node answered it, the outage is over for all: the others follow with their next query.</summary>
    public void Leave(StatusBoard worker, bool hasAnswer)
    {
        lock (_lock)
        {
            var count = _waiting.Count;
            if (!_waiting.Remove(worker) || !hasAnswer)
                return;
            _waiting.Clear();
            StatusLog.NodeBack(_logger, client.Network.ChainId, (client.Time.GetUtcNow() - _since).TotalSeconds, count);
        }
    }

    /// <summary>Logs the outage again if a minute has passed since the last line about it.</summary>
    public void Remind()
    {
        lock (_lock)
        {
            var now = client.Time.GetUtcNow();
            if (_waiting.Count == 0 || now - _loggedAt < ReminderInterval)
                return;
            _loggedAt = now;
            StatusLog.NodeStillGone(_logger, client.Network.ChainId, (long)(now - _since).TotalMinutes, _waiting.Count, _message);
        }
    }
}
