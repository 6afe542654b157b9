using System.CommandLine;
using System.Net;
using Allora.Cli.Running;
using Allora.Sdk;

namespace Allora.Cli.Telemetry;

/// <summary>Where a command serves metrics and probes.</summary>
internal sealed class TelemetryOptions
{
    public Option<int?> Port { get; } = new("--metrics")
    {
        Description = "A port for Prometheus (/metrics) and probes (/health/live, /health/ready), on 127.0.0.1 unless --listen is given. 0 takes any free one. Default: none.",
        HelpName = "PORT",
    };

    public Option<string?> Listen { get; } = new("--listen")
    {
        Description = "The machine's address for --metrics, such as 0.0.0.0 for all. What is served there names wallets and topics, and needs no password.",
        HelpName = "ADDRESS",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(Port);
        command.Options.Add(Listen);
    }

    /// <summary>The place to serve at; null if none is wanted.</summary>
    /// <exception cref="UsageException">An option cannot be used.</exception>
    public IPEndPoint? Read(ParseResult parsed)
    {
        var listen = parsed.GetValue(Listen);
        if (parsed.GetValue(Port) is not { } given)
            return listen is null ? null : throw new UsageException("--listen is the address of --metrics: give --metrics PORT as well");
        var port = WebServer.Port("--metrics", given);
        if (listen is null)
            return new IPEndPoint(IPAddress.Loopback, port);
        return IPAddress.TryParse(listen, out var address)
            ? new IPEndPoint(address, port)
            : throw new UsageException($"--listen \"{SafeText.Value(listen)}\" is not an address of this machine such as 0.0.0.0 or 127.0.0.1");
    }
}
