using System.Text.Json.Nodes;
using Allora.Sdk.Tests.Api;

namespace Allora.Cli.Tests;

/// <summary>The tool's alerts, as a receiver on loopback gets them.</summary>
public sealed class AlertPostTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_wallet_without_funds_is_posted_once_and_resolved_at_the_end(bool fromFile)
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("signals are sent with kill");
        await using var home = await CliHome.WithChainAsync();
        await home.JsonAsync("keys", "new", "empty");
        var (firing, resolved) = (new TaskCompletionSource<JsonNode>(), new TaskCompletionSource<JsonNode>());
        await using var receiver = await LoopbackApi.StartAsync((request, _) =>
        {
            foreach (var alert in JsonNode.Parse(request.Body)!["alerts"]!.AsArray().Where(static alert => (string?)alert!["labels"]!["alertname"] == "AlloraNoFunds"))
                ((string?)alert!["status"] == "resolved" ? resolved : firing).TrySetResult(alert);
            return new ApiAnswer(200);
        });
        await WriteAsync(home["w.yaml"], $"network: local\ngrpc: ['{home.Chain.Grpc}']\nrpc: ['{home.Chain.Rpc}']\nkey: empty\nstate: {home["state"]}\nworkers: [ {{ topic: 67, endpoint: '{receiver.Address}', poll_seconds: 1 }} ]");
        var environment = home.Environment();
        string[] arguments = ["worker", "run", "--config", home["w.yaml"]];
        if (fromFile && !OperatingSystem.IsWindows())
        {
            await WriteAsync(home["hook"], $"{receiver.Address}hooks/token-of-the-webhook\n");
            File.SetUnixFileMode(home["hook"], UnixFileMode.UserRead | UnixFileMode.UserWrite);
            arguments = [.. arguments, "--alert-webhook-file", home["hook"]];
        }
        else
        {
            environment["ALLORA_ALERT_WEBHOOK"] = $"{receiver.Address}hooks/token-of-the-webhook";
        }

        await using var worker = CliProcess.Start(environment, arguments);
        var alert = await firing.Task.WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.StartsWith("allo1", (string?)alert["labels"]!["allora_wallet_address"], StringComparison.Ordinal);
        Assert.Equal(0, await worker.SignalAsync("TERM"));
        await resolved.Task.WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.All(receiver.Received, static request => Assert.Equal(("POST", "/hooks/token-of-the-webhook"), (request.Method, request.Target)));
        Assert.DoesNotContain("token-of-the-webhook", await worker.ReadToEndAsync(), StringComparison.Ordinal);
    }

    private static Task WriteAsync(string path, string text) => File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
}
