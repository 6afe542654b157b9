using Allora.Sdk;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Protos.Cosmos.Tx.V1Beta1;
using Allora.Sdk.Tests.Api;
using Allora.Sdk.Values;
using Allora.Sdk.Wallets;

namespace Allora.Cli.Tests;

/// <summary>submitted_by in a worker file: one funded wallet sends for wallets without coins.</summary>
public sealed class SubmittedByTests
{
    // Behind the funded accounts of the test mnemonic.
    private const int FirstUnfunded = 20;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_purse_sends_and_pays_for_wallets_without_coins()
    {
        using var one = Wallet(FirstUnfunded);
        using var two = Wallet(FirstUnfunded + 1);
        await using var home = await CliHome.WithChainAsync(genesis => genesis with { Topics = [new GenesisTopic { Id = 67, EpochLength = 160, WorkerSubmissionWindow = 150, GroundTruthLag = 160, FirstWindow = 8, Workers = [one.Address, two.Address] }] });
        await home.ImportBankAsync();
        KeyFile.Write(home["one.key"], one);
        KeyFile.Write(home["two.key"], two);
        await using var model = await LoopbackApi.StartAsync(static (_, _) => new ApiAnswer(200, "0.5"));
        await File.WriteAllTextAsync(
            home["w.yaml"],
            $"network: local\ngrpc: ['{home.Chain.Grpc}']\nrpc: ['{home.Chain.Rpc}']\nstate: {home["state"]}\nsubmitted_by: bank\nworkers:\n  - {{ topic: 67, key: {home["one.key"]}, endpoint: '{model.Address}', poll_seconds: 1 }}\n  - {{ topic: 67, key: {home["two.key"]}, endpoint: '{model.Address}', poll_seconds: 1 }}\n",
            Ct);

        var (code, output, error) = await home.RunAsync("worker", "run", "--config", home["w.yaml"], "--windows", "2");

        Assert.True(code == 0, error);
        Assert.Contains("payloads are sent and paid by bank", output, StringComparison.Ordinal);
        Assert.Equal(new[] { one.Address, two.Address }.Order(StringComparer.Ordinal), home.Chain.Submissions(67, 8).Select(static submission => submission.Worker).Order(StringComparer.Ordinal));
        Assert.Equal((UAllo.Zero, UAllo.Zero), (home.Chain.Balance(one.Address), home.Chain.Balance(two.Address)));
        // Both payloads of a window are in the transactions of one account.
        Assert.Equal(2, home.Chain.Transactions().Where(static transaction => transaction.Code == 0).Sum(static transaction => TxBody.Parser.ParseFrom(TxRaw.Parser.ParseFrom(transaction.Bytes.Span).BodyBytes).Messages.Count));
    }

    [Fact]
    public async Task A_fleet_and_a_key_named_twice_are_refused()
    {
        await using var home = CliHome.Empty();
        await File.WriteAllTextAsync(home["w.yaml"], "network: local\nsubmitted_by: [bank, bank]\nworkers:\n  - { topic: 67, endpoint: 'http://localhost/' }\n", Ct);
        var (code, _, error) = await home.RunAsync("worker", "check", home["w.yaml"]);
        Assert.Equal(2, code);
        Assert.Contains("submitted_by names a key twice", error, StringComparison.Ordinal);
        await File.WriteAllTextAsync(home["run.yaml"], "network: local\nsubmitted_by: bank\n", Ct);
        (code, _, error) = await home.RunAsync("fleet", "run", "--config", home["run.yaml"], "--store", "postgresql:Host=db;Username=u");
        Assert.Equal(2, code);
        Assert.Contains("would pay twice", error, StringComparison.Ordinal);
    }

    private static AlloraWallet Wallet(int index) => AlloraWallet.FromMnemonic(DevNetGenesis.TestMnemonic, path: HdPath.ForIndex(index));
}
