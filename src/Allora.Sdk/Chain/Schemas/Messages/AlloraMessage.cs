using Allora.Sdk.Chain.Schemas.Messages;
using Allora.Sdk.Encodings.Transactions;
using Allora.Sdk.Values;
using Allora.Sdk.Wallets;
using Google.Protobuf;
using Coin = Allora.Sdk.Protos.Cosmos.Base.V1Beta1.Coin;

namespace Allora.Sdk;

/// <summary>
/// An action of a wallet on the chain: one message of a transaction. The sender is the wallet that sends it, and the version is the one
/// that the chain uses at that time. The messages of one transaction are executed together or not at all; see
/// <see cref="WalletTransactions.SendAsync(IReadOnlyList{AlloraMessage}, CancellationToken)"/>.
/// </summary>
public sealed partial class AlloraMessage
{
    private readonly Func<MessageContext, TransactionMessage> _write;

    private AlloraMessage(string name, Func<MessageContext, TransactionMessage> write) => (Name, _write) = (name, write);

    /// <summary>The message's type without its package, such as AddStakeRequest or MsgSend.</summary>
    public string Name { get; }

    /// <summary>A message of any type: its type URL and its protobuf bytes, sender included.</summary>
    /// <param name="message">The message, such as <see cref="TransactionMessage.From"/> creates from a generated one.</param>
    public static AlloraMessage Of(TransactionMessage message)
    {
        ArgumentException.ThrowIfNullOrEmpty(message.TypeUrl);
        return new(message.TypeUrl[(message.TypeUrl.LastIndexOf('.') + 1)..], _ => message);
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    internal TransactionMessage Write(MessageContext context) => _write(context);

    private static AlloraMessage Emissions(string name, Func<MessageContext, IMessage> build) => new(name, context => context.Emissions(build(context)));

    private static AlloraMessage Cosmos(string name, Func<MessageContext, IMessage> build) => new(name, context => TransactionMessage.From(build(context)));

    private static string Address(string address, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(address, name);
        // The prefix is checked by the chain: that of validators differs from that of accounts.
        return Bech32.TryDecodeWords(address, out _, out _)
            ? address
            : throw new ArgumentException($"'{address}' is not an address: the checksum does not match, so a character is wrong or missing.", name);
    }

    private static string Amount(UAllo amount) => amount > UAllo.Zero
        ? amount.Value.ToString(System.Globalization.CultureInfo.InvariantCulture)
        : throw new ArgumentOutOfRangeException(nameof(amount), "The amount must be more than 0 uallo.");

    private static Coin CoinOf(UAllo amount, MessageContext context) => new() { Denom = context.Denom, Amount = Amount(amount) };
}
