using Allora.Sdk.Chain.Schemas.Messages;
using Allora.Sdk.Sending;

namespace Allora.Sdk;

public sealed partial class WalletTransactions
{
    /// <summary>Sends one message in a transaction of its own, and waits for its fate.</summary>
    /// <param name="message">What the wallet does.</param>
    /// <param name="cancellationToken">Ends the waiting. What has left by then is reported as <see cref="TransactionFate.Unknown"/> with its hash.</param>
    /// <returns>The fate. What the chain or the network says is part of it and never an exception.</returns>
    public Task<TransactionResult> SendAsync(AlloraMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        return SendAsync([message], cancellationToken);
    }

    /// <summary>Sends messages in one transaction, and waits for its fate: all of it happens, or nothing.</summary>
    /// <param name="messages">What the wallet does, at least one message, in this order.</param>
    /// <param name="cancellationToken">Ends the waiting. What has left by then is reported as <see cref="TransactionFate.Unknown"/> with its hash.</param>
    /// <returns>The fate. What the chain or the network says is part of it and never an exception.</returns>
    public Task<TransactionResult> SendAsync(IReadOnlyList<AlloraMessage> messages, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        ArgumentOutOfRangeException.ThrowIfZero(messages.Count, nameof(messages));
        return SendAsync(RequestOf(messages), cancellationToken);
    }

    /// <summary>A request for these messages, to which memo, fees or a dry run can be added.</summary>
    /// <param name="messages">What the wallet does, at least one message, in this order.</param>
    public TransactionRequest RequestOf(params IReadOnlyList<AlloraMessage> messages)
    {
        ArgumentNullException.ThrowIfNull(messages);
        return new TransactionRequest
        {
            Messages = async cancellationToken =>
            {
                var schema = await _client.GetSchemaAsync(cancellationToken).ConfigureAwait(false);
                var context = new MessageContext(schema.Name, Wallet.Address, _client.Network.Denom);
                return [.. messages.Select(message => message.Write(context))];
            },
        };
    }
}
