using System.Diagnostics;
using System.Text.Json;
using Allora.Benchmarks.Running;
using Allora.Sdk;

namespace Allora.Benchmarks.Latency;

/// <summary>Starts this program again as a DevNet, and speaks with it over its standard streams.</summary>
internal sealed class DevNetProcess : ILatencyChain
{
    private readonly Process _process;

    private DevNetProcess(Process process, JsonElement hello)
    {
        _process = process;
        Network = AlloraNetwork.Local with
        {
            ChainId = hello.GetProperty("chainId").GetString()!,
            Endpoints = [new AlloraEndpoint(hello.GetProperty("grpc").GetString()!)],
            EventEndpoints = [new AlloraEndpoint(hello.GetProperty("rpc").GetString()!)],
            IsDevNet = true,
        };
    }

    public AlloraNetwork Network { get; }

    public static async Task<DevNetProcess> StartAsync()
    {
        var start = ThisProgram.Prepare(["latency-devnet"]);
        (start.RedirectStandardInput, start.RedirectStandardOutput) = (true, true);
        var process = Process.Start(start) ?? throw new InvalidOperationException("the DevNet's process did not start");
        return new DevNetProcess(process, await ReadAsync(process));
    }

    public async Task<IReadOnlyList<Stamp>> StampsAsync()
    {
        await _process.StandardInput.WriteLineAsync("stamps");
        await _process.StandardInput.FlushAsync();
        return [.. (await ReadAsync(_process)).EnumerateArray().Select(s => new Stamp(
            s.GetProperty("Kind").GetString()!, s.GetProperty("Height").GetInt64(), s.GetProperty("Timestamp").GetInt64(), s.GetProperty("Hash").GetString()!))];
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task<JsonElement> ReadAsync(Process process)
    {
        var line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("the DevNet's process ended");
        using var document = JsonDocument.Parse(line);
        return document.RootElement.Clone();
    }
}
