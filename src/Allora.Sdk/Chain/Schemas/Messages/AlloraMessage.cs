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
    private const int LongestAmount = 256;

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

    private static AlloraMessage OfTopic(ulong topicId, string name, Func<MessageContext, IMessage> build) => topicId > 0
        ? Emissions(name, build)
        : throw new ArgumentOutOfRangeException(nameof(topicId), "The topic must be 1 or more: the chain has no topic 0.");

    private static AlloraMessage Cosmos(string name, Func<MessageContext, IMessage> build) => new(name, context => context.Cosmos(build(context)));

    // The chain's own prefix is checked once the sender is known. Longer addresses than those of keys belong to modules and contracts.
    private static string Address(string address, string name) => Checked(address, name) is var prefix && MessageAddresses.IsOfAccount(prefix)
        ? address
        : throw new ArgumentException($"'{address}' is an address of a validator ({prefix}), but an account is needed.", name);

    private static string Validator(string address, string name) => Checked(address, name) is var prefix && MessageAddresses.IsOfValidator(prefix)
        ? address
        : throw new ArgumentException($"'{address}' is not the operator address of a validator: that begins with allovaloper1.", name);

    private static string Checked(string address, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(address, name);
        return Bech32.TryDecode(address, out var prefix, out var bytes) && bytes.Length > 0
            ? prefix
            : throw new ArgumentException($"'{SafeText.Value(address)}' is not an address: the checksum does not match, so a character is wrong or missing.", name);
    }

    // The chain's integers have 256 bits. Its spellings with signs, prefixes and zeros cannot occur: an amount is a number here.
    private static string Amount(UAllo amount)
    {
        if (amount == UAllo.Zero)
            throw new ArgumentOutOfRangeException(nameof(amount), "The amount must be more than 0 uallo.");
        return amount.Value.GetBitLength() <= LongestAmount
            ? amount.Value.ToString(System.Globalization.CultureInfo.InvariantCulture)
            : throw new ArgumentOutOfRangeException(nameof(amount), "The amount has more than 256 bits, the most that the chain can count.");
    }

    private static Coin CoinOf(UAllo amount, MessageContext context) => new() { Denom = context.Denom, Amount = Amount(amount) };
}
