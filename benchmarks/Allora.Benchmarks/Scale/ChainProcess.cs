using System.Diagnostics;
using System.Text.Json;
using Allora.Benchmarks.Running;
using Allora.Sdk;

namespace Allora.Benchmarks.Scale;

/// <summary>This program again, as a DevNet.</summary>
internal sealed class ChainProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ChainProcess(Process process, AlloraNetwork network) => (_process, Network) = (process, network);

    public AlloraNetwork Network { get; }

    public static async Task<ChainProcess> StartAsync(string command, params IReadOnlyList<string> arguments)
    {
        var start = ThisProgram.Prepare([command, .. arguments]);
        (start.RedirectStandardInput, start.RedirectStandardOutput) = (true, true);
        var process = Process.Start(start) ?? throw new InvalidOperationException("the DevNet's process did not start");
        var line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("the DevNet's process ended");
        using var hello = JsonDocument.Parse(line);
        return new ChainProcess(process, AlloraNetwork.Local with
        {
            ChainId = hello.RootElement.GetProperty("chainId").GetString()!,
            Endpoints = [new AlloraEndpoint(hello.RootElement.GetProperty("grpc").GetString()!)],
            EventEndpoints = [new AlloraEndpoint(hello.RootElement.GetProperty("rpc").GetString()!)],
            IsDevNet = true,
        });
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
