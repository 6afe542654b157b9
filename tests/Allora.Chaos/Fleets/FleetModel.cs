using System.Globalization;
using System.Net;
using System.Text;

namespace Allora.Chaos.Fleets;

/// <summary>A model over HTTP that never answers the same twice: a second bundle for a nonce would differ from the first.</summary>
internal sealed class FleetModel : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _serving;
    private long _answers;

    public FleetModel(int port)
    {
        Address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/");
        _listener.Prefixes.Add(Address);
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Address { get; }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
        _listener.Close();
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                var text = string.Create(CultureInfo.InvariantCulture, $"0.{1_000_000 + ++_answers}");
                await context.Response.OutputStream.WriteAsync(Encoding.ASCII.GetBytes(text));
                context.Response.Close();
            }
            catch (Exception ended) when (ended is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                // A member that was killed in the middle of a call, or the end of the run.
            }
        }
    }
}
