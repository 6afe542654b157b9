using Allora.Sdk.Chain;
using Allora.Sdk.Chain.Events;
using Allora.Sdk.Encodings;
using Allora.Sdk.Values;

namespace Allora.Sdk;

/// <summary>
/// The queries that a model may need. <see cref="AlloraClient"/> answers them from the chain; the package Allora.Sdk.Testing has an
/// implementation that answers what a test recorded.
/// </summary>
public interface IAlloraQueries
{
    /// <inheritdoc cref="AlloraClient.GetChainIdAsync"/>
    Task<string> GetChainIdAsync(CancellationToken cancellationToken = default);

    /// <inheritdoc cref="AlloraClient.GetSchemaNameAsync"/>
    Task<string> GetSchemaNameAsync(CancellationToken cancellationToken = default);

    /// <inheritdoc cref="AlloraClient.GetAccountAsync"/>
    Task<AccountState?> GetAccountAsync(string address, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="AlloraClient.GetBalanceAsync"/>
    Task<UAllo> GetBalanceAsync(string address, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="AlloraClient.GetGasPriceAsync"/>
    Task<GasPrice> GetGasPriceAsync(CancellationToken cancellationToken = default);

    /// <inheritdoc cref="AlloraClient.GetBlockHeaderAsync"/>
    Task<BlockHeader> GetBlockHeaderAsync(long? height = null, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="AlloraClient.GetBlockEventsAsync"/>
    Task<IReadOnlyList<TypedEvent>> GetBlockEventsAsync(long height, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="AlloraClient.GetTransactionAsync"/>
    Task<TransactionReceipt?> GetTransactionAsync(string hash, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="AlloraClient.GetTopicAsync"/>
    Task<TopicInfo> GetTopicAsync(ulong topicId, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="AlloraClient.GetNetworkInferenceAsync"/>
    Task<NetworkInference> GetNetworkInferenceAsync(ulong topicId, long nonce, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="AlloraClient.GetLatestNetworkInferenceAsync"/>
    Task<NetworkInference> GetLatestNetworkInferenceAsync(ulong topicId, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="AlloraClient.GetWorkerWindowAsync"/>
    Task<SubmissionWindow> GetWorkerWindowAsync(ulong topicId, string? address, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="AlloraClient.GetOpenWorkerNoncesAsync"/>
    Task<IReadOnlyList<long>> GetOpenWorkerNoncesAsync(ulong topicId, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="AlloraClient.GetReputerWindowAsync"/>
    Task<SubmissionWindow> GetReputerWindowAsync(ulong topicId, string? address, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="AlloraClient.GetOpenReputerNoncesAsync"/>
    Task<IReadOnlyList<long>> GetOpenReputerNoncesAsync(ulong topicId, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="AlloraClient.IsWorkerRegisteredAsync"/>
    Task<bool> IsWorkerRegisteredAsync(ulong topicId, string address, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="AlloraClient.CanSubmitWorkerPayloadAsync"/>
    Task<bool> CanSubmitWorkerPayloadAsync(ulong topicId, string address, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="AlloraClient.HasSubmittedAsync"/>
    Task<bool?> HasSubmittedAsync(ulong topicId, string address, long nonce, CancellationToken cancellationToken = default);
}
