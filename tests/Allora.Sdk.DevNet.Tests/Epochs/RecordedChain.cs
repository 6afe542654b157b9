using System.Text.Json;
using Allora.Sdk.DevNet.Blocks;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.DevNet.Tests.Support;
using Allora.Sdk.Protos.Emissions.V10;
using Allora.Sdk.Values;
using Allora.TestData.Epochs;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Allora.Sdk.DevNet.Tests.Epochs;

/// <summary>A DevNet that starts as a recorded chain did, and takes its transactions at the same heights.</summary>
internal sealed class RecordedChain : IAsyncDisposable
{
    private const string Mint = "mint.";

    private readonly Dictionary<string, TestWallet> _wallets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (ulong Number, ulong Sequence)> _accounts = new(StringComparer.Ordinal);
    private readonly TestWallet _payer = TestWallet.Of("payer of recorded payloads");

    private RecordedChain(AlloraDevNet devnet, string recordedPayer) => (DevNet, RecordedPayer) = (devnet, recordedPayer);

    public AlloraDevNet DevNet { get; }

    /// <summary>The account whose key the recording does not have; another one takes its place.</summary>
    public string RecordedPayer { get; }

    public string Payer => _payer.Address;

    public static async Task<RecordedChain> StartAsync(Recording recording)
    {
        var root = recording.Root;
        var wallets = root.GetProperty("actors").EnumerateArray()
            .Select(static actor => (Address: actor.GetProperty("address").GetString()!, Wallet: TestWallet.Of(actor.GetProperty("name").GetString()!)))
            .DistinctBy(static one => one.Address).ToList();
        var payer = root.GetProperty("funding")[0].GetProperty("sender").GetString()!;
        var parameters = recording.Parameters.EnumerateObject()
            .Where(static member => member.Value.ValueKind is JsonValueKind.String or JsonValueKind.True or JsonValueKind.False)
            .ToDictionary(static member => member.Name, static member => member.Value.ToString().ToLowerInvariant(), StringComparer.Ordinal);
        var devnet = await AlloraDevNet.StartAsync(new DevNetOptions
        {
            StepByHand = true,
            Genesis = DevNetGenesis.Default with
            {
                Topics = [],
                Feemarket = false,
                ValidatorStake = UAllo.FromAllo("100000"),
                Parameters = parameters,
                Accounts =
                [
                    new GenesisAccount { Address = TestWallet.Of("payer of recorded payloads").Address },
                    .. wallets.Select(static one => new GenesisAccount { Address = one.Address }),
                ],
            },
        });
        var chain = new RecordedChain(devnet, payer);
        foreach (var (address, wallet) in wallets)
            chain._wallets[address] = wallet;
        chain._wallets[payer] = chain._payer;
        return chain;
    }

    /// <summary>Makes the block with the recorded transactions.</summary>
    public async Task<CommittedBlock> MakeAsync(JsonElement block)
    {
        var height = block.GetProperty("height").GetInt64();
        while (DevNet.Height < height - 1)
            await DevNet.StepAsync();
        foreach (var transaction in block.GetProperty("txs").EnumerateArray().Where(static one => one.GetProperty("code").GetInt32() == 0))
            Send(transaction.GetProperty("messages"));
        // A DevNet makes its first block when it starts.
        if (DevNet.Height < height)
            await DevNet.StepAsync();
        return DevNet.Nodes[0].Node.GetBlock(height)!;
    }

    /// <summary>A query's reply as JSON with every field; null if it is refused.</summary>
    public string? Ask(string name, JsonElement request)
    {
        var service = name.StartsWith(Mint, StringComparison.Ordinal) ? Protos.Mint.V5.QueryService.Descriptor : QueryService.Descriptor;
        var method = service.FindMethodByName(service == QueryService.Descriptor ? name : name[Mint.Length..]);
        if (method is null)
            return null;
        var input = new JsonParser(JsonParser.Settings.Default.WithIgnoreUnknownFields(true)).Parse(request.GetRawText(), method.InputType);
        var result = DevNet.Nodes[0].Node.Query($"/{service.FullName}/{method.Name}", input.ToByteArray(), null);
        if (!result.IsOk)
            return null;
        return Formatter.Format(method.OutputType.Parser.ParseFrom(result.Value));
    }

    public async ValueTask DisposeAsync() => await DevNet.DisposeAsync();

    private static readonly JsonFormatter Formatter =
        new(JsonFormatter.Settings.Default.WithPreserveProtoFieldNames(true).WithFormatDefaultValues(true));

    private void Send(JsonElement messages)
    {
        List<IMessage> parsed = [.. messages.EnumerateArray().Select(Parse)];
        var sender = Sender(messages[0].GetProperty("value"));
        var wallet = _wallets[sender];
        if (!_accounts.TryGetValue(wallet.Address, out var account))
        {
            var state = Account(wallet.Address);
            account = (state, 0);
        }

        var bytes = wallet.Transaction(new TxPlan([.. parsed]) { AccountNumber = account.Number, Sequence = account.Sequence, GasLimit = 3_000_000 });
        _accounts[wallet.Address] = (account.Number, account.Sequence + 1);
        var checkedTx = DevNet.Nodes[0].Node.Broadcast(bytes, 0);
        Assert.Equal(("", 0u), (checkedTx.Log, checkedTx.Code));
    }

    private ulong Account(string address)
    {
        using var client = new TestClient(DevNet.Grpc);
        return client.AccountAsync(address).GetAwaiter().GetResult().AccountNumber;
    }

    private static string Sender(JsonElement value) =>
        value.TryGetProperty("sender", out var sender) ? sender.GetString()! : value.GetProperty("creator").GetString()!;

    private IMessage Parse(JsonElement message)
    {
        var type = message.GetProperty("type_url").GetString()!;
        var descriptor = TxReflection.Descriptor.FindTypeByName<MessageDescriptor>(type[(type.LastIndexOf('.') + 1)..]);
        var text = message.GetProperty("value").GetRawText().Replace(RecordedPayer, Payer, StringComparison.Ordinal);
        return JsonParser.Default.Parse(text, descriptor);
    }
}
