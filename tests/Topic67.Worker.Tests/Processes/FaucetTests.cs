using Allora.Sdk;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Tests.Api;
using Allora.Sdk.Values;

namespace Topic67.Worker.Tests.Processes;

/// <summary>A wallet without coins: the worker requests them, waits, and works when they are there.</summary>
public sealed class FaucetTests
{
    private const string Poor = "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about";
    private const string Key = "UP-fauc3tKey0123456789";

    [Fact]
    public async Task Coins_are_requested_once_and_the_worker_works_when_they_are_there()
    {
        await using var scene = await Scene.StartAsync(change: static topic => topic with { Workers = [] });
        using var bank = AlloraWallet.FromMnemonic(DevNetGenesis.TestMnemonic);
        using var poor = AlloraWallet.FromMnemonic(Poor);
        await using var client = new AlloraClient(scene.DevNet.Network);
        await using var transactions = client.OpenWallet(bank.WithOptions(new WalletOptions { StateFolder = Path.Combine(scene.Folder, "bank") }));
        Task? sending = null;
        await using var faucet = await LoopbackApi.StartAsync((_, _) =>
        {
            sending ??= transactions.SendAsync(transactions.RequestOf(AlloraMessage.Transfer(poor.Address, UAllo.FromAllo("1"))), TestContext.Current.CancellationToken);
            return new ApiAnswer(200, "{}");
        });
        await using var worker = WorkerProcess.Start(
            scene.Args("--simulated"), Scene.Environment(("MNEMONIC", Poor), ("ALLORA_API_KEY", Key), ("FAUCET_URL", faucet.Address.ToString())), scene.Folder);
        // Without coins no window is answered.
        scene.ForAnswer = TimeSpan.Zero;
        await worker.LineAsync($"faucet: test coins were requested for {poor.Address}", scene.StepAsync);
        await worker.LineAsync("state: Ready", scene.StepAsync);
        scene.ForAnswer = TimeSpan.FromSeconds(40);
        await worker.LineAsync("success: height", scene.StepAsync);
        await worker.SignalAsync("TERM");
        Assert.Equal(0, await worker.ExitAsync(scene.StepAsync));
        await sending!;
        var request = Assert.Single(faucet.Received);
        Assert.Equal(("POST", Key), (request.Method, request.Key));
        Assert.Contains($"address={poor.Address}", request.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, worker.Output + worker.Error + string.Join('\n', scene.Lines("events.jsonl")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_is_a_warning_and_is_not_repeated_at_once()
    {
        await using var scene = await Scene.StartAsync(byHand: false, change: static topic => topic with { Workers = [] });
        await using var faucet = await LoopbackApi.StartAsync(static (request, _) => new ApiAnswer(403, $$"""{"message":"bad key {{request.Key}}"}"""));
        await using var worker = WorkerProcess.Start(
            scene.Args("--simulated"), Scene.Environment(("MNEMONIC", Poor), ("ALLORA_API_KEY", Key), ("FAUCET_URL", faucet.Address.ToString())), scene.Folder);
        Assert.Contains("bad key ***; the next request is in 10 minutes", await worker.LineAsync("faucet: "), StringComparison.Ordinal);
        var height = scene.DevNet.Height;
        while (scene.DevNet.Height < height + 20)
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.Single(faucet.Received);
        Assert.Contains("a worker requests test coins from the faucet", (await WorkerProcess.RunAsync(["check", .. scene.Args("--simulated")], Scene.Environment(("MNEMONIC", Poor), ("FAUCET_URL", faucet.Address.ToString())), scene.Folder)).Output, StringComparison.Ordinal);
        await worker.SignalAsync("TERM");
        await worker.ExitAsync();
    }
}
