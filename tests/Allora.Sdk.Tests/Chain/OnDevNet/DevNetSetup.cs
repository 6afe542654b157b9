using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Encodings.Payloads;
using Allora.Sdk.Encodings.Transactions;
using Allora.Sdk.Protos.Cosmos.Bank.V1Beta1;
using Allora.Sdk.Values;
using Allora.Sdk.Wallets;

namespace Allora.Sdk.Tests.Chain.OnDevNet;

/// <summary>A DevNet that makes blocks when told to, a client of it, and a funded wallet.</summary>
internal sealed class DevNetSetup : IAsyncDisposable
{
    public const ulong SingleTopic = 67;
    private const ulong GasLimit = 400_000;

    private DevNetSetup(DevNet.AlloraDevNet chain, AlloraClient client, AlloraWallet wallet) => (Chain, Client, Wallet) = (chain, client, wallet);

    public DevNet.AlloraDevNet Chain { get; }

    public AlloraClient Client { get; }

    public AlloraWallet Wallet { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<DevNetSetup> StartAsync(
        DevNetGenesis? genesis = null, AlloraClientOptions? options = null, AlloraTransport way = AlloraTransport.Grpc, Func<DevNetOptions, DevNetOptions>? configure = null)
    {
        var chainOptions = new DevNetOptions { Genesis = genesis ?? DevNetGenesis.Default, StepByHand = true };
        var chain = await DevNet.AlloraDevNet.StartAsync(configure?.Invoke(chainOptions) ?? chainOptions, Ct);
        var network = AlloraNetwork.Local with { Endpoints = [new AlloraEndpoint(chain.Grpc)], EventEndpoints = [new AlloraEndpoint(chain.Rpc)], Rest = chain.Rest };
        network = way switch
        {
            AlloraTransport.Rest => network.OverRest(),
            AlloraTransport.Rpc => network.OverRpc(),
            _ => network,
        };
        var wallet = AlloraWallet.FromMnemonic(DevNetGenesis.TestMnemonic, path: HdPath.ForIndex(1));
        return new DevNetSetup(chain, new AlloraClient(network, options), wallet);
    }

    /// <summary>Signs with the account's state as the chain gives it; what the test names is put in its place.</summary>
    public async Task<SignedTransaction> SignAsync(
        TransactionMessage message, ulong? sequence = null, TransactionFee? fee = null, string? chainId = null, ulong timeoutHeight = 0, string memo = "")
    {
        var account = await Client.GetAccountAsync(Wallet.Address, Ct) ?? throw new InvalidOperationException("The wallet is not funded.");
        return await new TransactionDraft
        {
            Messages = [message],
            ChainId = chainId ?? Client.Network.ChainId,
            AccountNumber = account.AccountNumber,
            Sequence = sequence ?? account.Sequence,
            Fee = fee ?? TransactionFee.For(GasLimit, GasPrice.Parse("10")),
            TimeoutHeight = timeoutHeight,
            Memo = memo,
        }.SignAsync(Wallet, Ct);
    }

    public TransactionMessage Send(string amount) => TransactionMessage.From(new MsgSend
    {
        FromAddress = Wallet.Address,
        ToAddress = Chain.Accounts[2].Address,
        Amount = { new Protos.Cosmos.Base.V1Beta1.Coin { Denom = "uallo", Amount = amount } },
    });

    public async Task<TransactionMessage> PayloadAsync(long nonce, string value)
    {
        var schema = await Client.Schemas.GetAsync(Ct);
        var payload = new WorkerPayload
        {
            Worker = Wallet.Address,
            TopicId = SingleTopic,
            Nonce = nonce,
            Value = ChainDecimal.Parse(value),
        };
        return await schema.Payloads.SignAsync(payload, Wallet, Ct);
    }

    /// <summary>Sends, makes a block, and gives the outcome in it.</summary>
    public async Task<Sdk.Chain.TransactionReceipt> IncludeAsync(SignedTransaction transaction)
    {
        var result = await Client.BroadcastAsync(transaction.Bytes, Ct);
        Assert.Null(result.Error);
        await Chain.StepAsync(cancellationToken: Ct);
        return await Client.GetTransactionAsync(transaction.Hash, Ct) ?? throw new InvalidOperationException("It is in no block.");
    }

    /// <summary>Makes blocks until the topic's window opens.</summary>
    public async Task<Sdk.Chain.SubmissionWindow> OpenWindowAsync()
    {
        for (var i = 0; i < 100; i++)
        {
            var window = await Client.GetWorkerWindowAsync(SingleTopic, Wallet.Address, Ct);
            if (window.IsOpen)
                return window;
            await Chain.StepAsync(cancellationToken: Ct);
        }

        throw new InvalidOperationException("No window opened within a hundred blocks.");
    }

    /// <summary>Makes blocks, with time for the client between them, until this work is done.</summary>
    public async Task<T> SteppingAsync<T>(Task<T> work)
    {
        while (!work.IsCompleted)
        {
            await Task.WhenAny(work, Task.Delay(100, Ct));
            if (!work.IsCompleted)
                await Chain.StepAsync(cancellationToken: Ct);
        }

        return await work;
    }

    /// <summary>Makes blocks, with time for the client between them, until this is so.</summary>
    public async Task SteppingUntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Chain.StepAsync(cancellationToken: Ct);
            await Task.Delay(100, Ct);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await Chain.DisposeAsync();
        Wallet.Dispose();
    }
}
