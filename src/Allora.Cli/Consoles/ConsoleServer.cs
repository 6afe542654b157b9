using System.CommandLine;
using System.Globalization;
using System.Net;
using Allora.Cli.Running;
using Allora.Sdk.Dashboard;
using Microsoft.AspNetCore.Builder;

namespace Allora.Cli.Consoles;

/// <summary>Serves the console on a port of 127.0.0.1, for as long as a command runs.</summary>
internal sealed class ConsoleServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly AlloraDashboard _dashboard;

    private ConsoleServer(WebApplication app, AlloraDashboard dashboard) => (_app, _dashboard) = (app, dashboard);

    /// <summary>The address for a browser of this machine.</summary>
    public string Address => _app.Urls.Single() + "/";

    public static Option<int?> PortOption(string shows) => new("--dashboard")
    {
        Description = $"A port on 127.0.0.1 for a console in the browser: {shows}. 0 takes any free one. Default: none.",
        HelpName = "PORT",
    };

    /// <summary>Starts the console, which disposes with the result.</summary>
    /// <exception cref="UsageException">The port is not one, or it is taken.</exception>
    public static async Task<ConsoleServer> StartAsync(int port, AlloraDashboard dashboard, CancellationToken cancellationToken)
    {
        var app = WebServer.At(new IPEndPoint(IPAddress.Loopback, WebServer.Port("--dashboard", port))).Build();
        app.MapAlloraDashboard("/", dashboard);
        await WebServer.StartAsync(app, string.Create(CultureInfo.InvariantCulture, $"port {port} of --dashboard is not free: name another, or 0 for any"), cancellationToken);
        return new ConsoleServer(app, dashboard);
    }

    public async ValueTask DisposeAsync()
    {
        // Open pages would hold up the server's end.
        await _dashboard.DisposeAsync();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
