using System.Globalization;
using Allora.Sdk;
using Allora.Sdk.DevNet;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Encodings.Transactions;
using Allora.Sdk.Native;
using Allora.Sdk.Protos.Cosmos.Bank.V1Beta1;
using Allora.Sdk.Wallets;

namespace Allora.Benchmarks.Load;

/// <summary>One account that sends itself 1 uallo, the next transaction as soon as the last is answered.</summary>
internal sealed class LoadSender : IDisposable
{
    private const ulong Gas = 200_000;

    private readonly AlloraClient _client;
    private readonly AlloraWallet _wallet;

    public LoadSender(AlloraDevNet devnet, int index)
    {
        _client = new AlloraClient(devnet.Network);
        _wallet = AlloraWallet.FromMnemonic(DevNetGenesis.TestMnemonic, path: HdPath.Parse(string.Create(CultureInfo.InvariantCulture, $"m/44'/118'/0'/0/{index}")), curve: NativeSecp256k1.Load());
    }

    public long Accepted { get; private set; }

    public long Refused { get; private set; }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var send = new MsgSend { FromAddress = _wallet.Address, ToAddress = _wallet.Address };
        send.Amount.Add(new Allora.Sdk.Protos.Cosmos.Base.V1Beta1.Coin { Denom = "uallo", Amount = "1" });
        var message = TransactionMessage.From(send);
        try
        {
            var account = await _client.GetAccountAsync(_wallet.Address, cancellationToken);
            var sequence = account!.Sequence;
            while (!cancellationToken.IsCancellationRequested)
            {
                // The price follows the load: a fee far above it is never refused.
                var draft = new TransactionDraft
                {
                    Messages = [message],
                    ChainId = _client.Network.ChainId,
                    AccountNumber = account.AccountNumber,
                    Sequence = sequence,
                    Fee = new TransactionFee { Amount = [new Allora.Sdk.Values.Coin("uallo", Gas * 100)], GasLimit = Gas },
                };
                var signed = await draft.SignAsync(_wallet, cancellationToken);
                var result = await _client.BroadcastAsync(signed.Bytes, cancellationToken);
                if (result.Error is null)
                {
                    Accepted++;
                    sequence++;
                    continue;
                }

                Refused++;
                sequence = (await _client.GetAccountAsync(_wallet.Address, cancellationToken))!.Sequence;
            }
        }
        catch (Exception error) when (cancellationToken.IsCancellationRequested && error is OperationCanceledException or AlloraException)
        {
            // The end of the run.
        }
    }

    public void Dispose() => _wallet.Dispose();
}
