using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Allora.Benchmarks.Running;
using Allora.Sdk;

namespace Allora.Benchmarks.EndToEnd;

/// <summary>The same DevNet in another process, ordered over its standard streams.</summary>
internal sealed class WindowChainProcess : IWindowChain
{
    private readonly Process _process;

    private WindowChainProcess(Process process, string[] hello)
    {
        _process = process;
        Network = AlloraNetwork.Local with { ChainId = hello[0], Endpoints = [new AlloraEndpoint(hello[1])], EventEndpoints = [new AlloraEndpoint(hello[2])], IsDevNet = true };
    }

    public AlloraNetwork Network { get; }

    public static async Task<WindowChainProcess> StartAsync(int topics)
    {
        var start = ThisProgram.Prepare(["window-devnet", topics.ToString(CultureInfo.InvariantCulture)]);
        (start.RedirectStandardInput, start.RedirectStandardOutput) = (true, true);
        var process = Process.Start(start) ?? throw new InvalidOperationException("the DevNet's process did not start");
        return new WindowChainProcess(process, JsonSerializer.Deserialize<string[]>(await LineAsync(process))!);
    }

    public async Task StepAsync()
    {
        await _process.StandardInput.WriteLineAsync("step");
        await _process.StandardInput.FlushAsync();
        await LineAsync(_process);
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task<string> LineAsync(Process process) =>
        await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("the DevNet's process ended");
}
