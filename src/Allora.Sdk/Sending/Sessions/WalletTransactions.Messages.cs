using Allora.Sdk.Chain.Schemas.Messages;
using Allora.Sdk.Sending;

namespace Allora.Sdk;

public sealed partial class WalletTransactions
{
    /// <summary>Sends one message in a transaction of its own, and waits for its outcome.</summary>
    /// <param name="message">The action of the wallet.</param>
    /// <param name="cancellationToken">Ends the wait. A transaction that was sent by then is reported as <see cref="TransactionStatus.Unknown"/> with its hash.</param>
    /// <returns>The outcome. Errors of the chain or the network are part of it, never exceptions.</returns>
    public Task<TransactionResult> SendAsync(AlloraMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        return SendAsync([message], cancellationToken);
    }

    /// <summary>Sends messages in one transaction, and waits for its outcome: all of them take effect, or none.</summary>
    /// <param name="messages">The actions of the wallet, at least one message, in this order.</param>
    /// <param name="cancellationToken">Ends the wait. A transaction that was sent by then is reported as <see cref="TransactionStatus.Unknown"/> with its hash.</param>
    /// <returns>The outcome. Errors of the chain or the network are part of it, never exceptions.</returns>
    public Task<TransactionResult> SendAsync(IReadOnlyList<AlloraMessage> messages, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        ArgumentOutOfRangeException.ThrowIfZero(messages.Count, nameof(messages));
        return SendAsync(RequestOf(messages), cancellationToken);
    }

    /// <summary>Creates a request for these messages, to which memo, fees or a dry run can be added.</summary>
    /// <param name="messages">The actions of the wallet, at least one message, in this order.</param>
    public TransactionRequest RequestOf(params IReadOnlyList<AlloraMessage> messages)
    {
        ArgumentNullException.ThrowIfNull(messages);
        return new TransactionRequest
        {
            Messages = async cancellationToken =>
            {
                var schema = await _client.Schemas.GetAsync(cancellationToken).ConfigureAwait(false);
                var context = new MessageContext(schema.Name, Wallet.Address, _client.Network.Denom);
                return [.. messages.Select(message => message.Write(context))];
            },
        };
    }
}
