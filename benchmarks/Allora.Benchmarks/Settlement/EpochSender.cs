using System.Globalization;
using Allora.Sdk;
using Allora.Sdk.DevNet;
using Allora.Sdk.Encodings.Transactions;
using Allora.Sdk.Native;
using Allora.Sdk.Protos.Emissions.V10;
using Allora.Sdk.Values;
using Allora.Sdk.Wallets;
using Google.Protobuf;
using V3 = Allora.Sdk.Protos.Emissions.V3;
using V9 = Allora.Sdk.Protos.Emissions.V9;

namespace Allora.Benchmarks.Settlement;

/// <summary>One actor of an epoch: its key, and the payloads that it sends.</summary>
internal sealed class EpochSender : IDisposable
{
    private readonly Random _random;
    private ulong _number;
    private ulong _sequence;

    public EpochSender(int index)
    {
        Wallet = AlloraWallet.FromMnemonic(
            AlloraDevNet.TestMnemonic, path: HdPath.Parse(string.Create(CultureInfo.InvariantCulture, $"m/44'/118'/0'/0/{index}")), curve: NativeSecp256k1.Load());
        _random = new Random(index);
    }

    public AlloraWallet Wallet { get; }

    public string Address => Wallet.Address;

    public async Task LoadAsync(AlloraClient client)
    {
        var account = (await client.GetAccountAsync(Address))!;
        (_number, _sequence) = (account.AccountNumber, account.Sequence);
    }

    public Task InferAsync(AlloraClient client, ulong topic, long nonce) => PayloadAsync(client, topic, nonce, new InputInferenceForecastBundle
    {
        Inference = new InputInference { TopicId = topic, BlockHeight = nonce, Inferer = Address, Value = Number(-2e-2, 2e-2) },
    });

    public Task ForecastAsync(AlloraClient client, ulong topic, long nonce, IEnumerable<string> inferers) => PayloadAsync(client, topic, nonce, new InputInferenceForecastBundle
    {
        Forecast = new InputForecast
        {
            TopicId = topic,
            BlockHeight = nonce,
            Forecaster = Address,
            ForecastElements = { inferers.Select(inferer => new InputForecastElement { Inferer = inferer, Value = Loss() }) },
        },
    });

    /// <summary>A loss for every part of the network's inference.</summary>
    public async Task ReportAsync(AlloraClient client, ulong topic, long nonce, NetworkInferenceBundle network)
    {
        var bundle = new V9.InputValueBundle
        {
            TopicId = topic,
            ReputerRequestNonce = new V3.ReputerRequestNonce { ReputerNonce = new V3.Nonce { BlockHeight = nonce } },
            Reputer = Address,
            CombinedValue = Loss(),
            NaiveValue = Loss(),
            InfererValues = { network.InfererValues.Select(one => Attributed(one.Worker)) },
            ForecasterValues = { network.ForecasterValues.Select(one => Attributed(one.Worker)) },
            OneOutInfererValues = { network.OneOutInfererValues.Select(one => Withheld(one.WithheldInferer)) },
            OneOutForecasterValues = { network.OneOutForecasterValues.Select(one => Withheld(one.WithheldForecaster)) },
            OneInForecasterValues = { network.OneInForecasterValues.Select(one => Attributed(one.Forecaster)) },
            OneOutInfererForecasterValues =
            {
                network.OneOutInfererForecasterValues.GroupBy(static one => one.Forecaster).Select(row => new V9.InputOneOutInfererForecasterValues
                {
                    Forecaster = row.Key,
                    OneOutInfererValues = { row.Select(one => Withheld(one.WithheldInferer)) },
                }),
            },
        };
        await SendAsync(client, new InsertReputerPayloadRequest
        {
            Sender = Address,
            ReputerValueBundle = new V9.InputReputerValueBundle
            {
                ValueBundle = bundle,
                Signature = ByteString.CopyFrom(await Wallet.SignAsync(bundle.ToByteArray())),
                Pubkey = Wallet.PublicKeyHex,
            },
        }, 4_000_000);
    }

    public async Task SendAsync(AlloraClient client, IMessage message, ulong gas = 400_000)
    {
        var draft = new TransactionDraft
        {
            Messages = [TransactionMessage.From(message)],
            ChainId = client.Network.ChainId,
            AccountNumber = _number,
            Sequence = _sequence,
            Fee = new TransactionFee { Amount = [new Coin("uallo", gas * 20)], GasLimit = gas },
        };
        var result = await client.BroadcastAsync((await draft.SignAsync(Wallet)).Bytes);
        if (result.Error is { } refused)
            throw new InvalidOperationException($"a payload was refused: {refused}");
        _sequence++;
    }

    public void Dispose() => Wallet.Dispose();

    private async Task PayloadAsync(AlloraClient client, ulong topic, long nonce, InputInferenceForecastBundle content) => await SendAsync(client, new InsertWorkerPayloadRequest
    {
        Sender = Address,
        WorkerDataBundle = new InputWorkerDataBundle
        {
            Worker = Address,
            Nonce = new V3.Nonce { BlockHeight = nonce },
            TopicId = topic,
            InferenceForecastsBundle = content,
            InferencesForecastsBundleSignature = ByteString.CopyFrom(await Wallet.SignAsync(content.ToByteArray())),
            Pubkey = Wallet.PublicKeyHex,
        },
    });

    private V9.InputWorkerAttributedValue Attributed(string worker) => new() { Worker = worker, Value = Loss() };

    private V9.InputWithheldWorkerAttributedValue Withheld(string worker) => new() { Worker = worker, Value = Loss() };

    private string Loss() => Number(-9, -2);

    private string Number(double least, double most) => (least + ((most - least) * _random.NextDouble())).ToString("F10", CultureInfo.InvariantCulture);
}
