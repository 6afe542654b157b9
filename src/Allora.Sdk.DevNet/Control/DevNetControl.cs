using System.Net;
using System.Net.Sockets;

namespace Allora.Sdk.DevNet.Control;

/// <summary>
/// Lets other processes control a DevNet: a TCP port on the loopback interface that takes JSON lines and answers each with one.
/// docs/devnet.md lists the commands. Whoever reaches the port may do everything, so it is never open to other machines.
/// </summary>
public sealed class DevNetControl : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly HashSet<Task> _connections = [];
    private readonly TcpListener _listener;
    private readonly ControlCommands _commands;
    private readonly Task _accepting;

    private DevNetControl(AlloraDevNet devnet, int port, TimeProvider time)
    {
        _commands = new ControlCommands(devnet, time);
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>The port that it listens on.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Listens on a port of 127.0.0.1; 0 takes any free one. Throws <see cref="IOException"/> when the port is taken.</summary>
    public static DevNetControl Start(AlloraDevNet devnet, int port = 0, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(devnet);
        try
        {
            return new DevNetControl(devnet, port, time ?? TimeProvider.System);
        }
        catch (SocketException taken)
        {
            throw new IOException($"the control port {port} cannot be listened on: {taken.Message}", taken);
        }
    }

    /// <summary>Closes the port and every connection to it.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        _listener.Dispose();
        await _accepting.ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (!_stop.IsCancellationRequested)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token).ConfigureAwait(false);
                _connections.RemoveWhere(static connection => connection.IsCompleted);
                _connections.Add(ServeAsync(client));
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException || (ended is InvalidOperationException && _stop.IsCancellationRequested))
        {
            // The end of the control port.
        }

        await Task.WhenAll(_connections).ConfigureAwait(false);
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await ControlConnection.ServeAsync(client.GetStream(), _commands, _stop.Token).ConfigureAwait(false);
            }
            catch (Exception gone) when (gone is IOException or OperationCanceledException or SocketException)
            {
                // The other side left, or the control port ends.
            }
        }
    }
}
