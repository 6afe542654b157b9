using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Allora.Cli.Running;

/// <summary>A web server that a command runs beside its work.</summary>
internal static class WebServer
{
    /// <summary>A builder without logs of its own.</summary>
    public static WebApplicationBuilder At(IPEndPoint place)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://{place}");
        return builder;
    }

    /// <summary>The port that an option names.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static int Port(string option, int port) =>
        port is >= 0 and <= IPEndPoint.MaxPort ? port : throw new UsageException($"{option} must be a port from 0 to 65535");

    /// <summary>Starts it; one that cannot start is disposed.</summary>
    /// <exception cref="UsageException">Its place cannot be used, with the given sentence.</exception>
    public static async Task StartAsync(WebApplication app, string refusal, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (Exception taken) when (taken is IOException or SocketException)
        {
            await app.DisposeAsync();
            throw new UsageException(refusal);
        }
    }
}
