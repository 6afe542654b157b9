using Allora.Sdk.Chain;
using Allora.Sdk.Chain.Events;
using Allora.Sdk.Encodings;
using Allora.Sdk.Values;

namespace Allora.Sdk.Testing;

public sealed partial class RecordedQueries
{
    /// <inheritdoc/>
    public Task<string> GetChainIdAsync(CancellationToken cancellationToken = default) => AnswerAsync<string>("GetChainIdAsync()", cancellationToken);

    /// <inheritdoc/>
    public Task<string> GetSchemaNameAsync(CancellationToken cancellationToken = default) => AnswerAsync<string>("GetSchemaNameAsync()", cancellationToken);

    /// <inheritdoc/>
    public Task<AccountState?> GetAccountAsync(string address, CancellationToken cancellationToken = default) => AnswerAsync<AccountState?>(Key($"GetAccountAsync({address})"), cancellationToken);

    /// <inheritdoc/>
    public Task<UAllo> GetBalanceAsync(string address, CancellationToken cancellationToken = default) => AnswerAsync<UAllo>(Key($"GetBalanceAsync({address})"), cancellationToken);

    /// <inheritdoc/>
    public Task<GasPrice> GetGasPriceAsync(CancellationToken cancellationToken = default) => AnswerAsync<GasPrice>("GetGasPriceAsync()", cancellationToken);

    /// <inheritdoc/>
    public Task<BlockHeader> GetBlockHeaderAsync(long? height = null, CancellationToken cancellationToken = default) => AnswerAsync<BlockHeader>(Key($"GetBlockHeaderAsync({height})"), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<TypedEvent>> GetBlockEventsAsync(long height, CancellationToken cancellationToken = default) => AnswerAsync<IReadOnlyList<TypedEvent>>(Key($"GetBlockEventsAsync({height})"), cancellationToken);

    /// <inheritdoc/>
    public Task<TransactionReceipt?> GetTransactionAsync(string hash, CancellationToken cancellationToken = default) => AnswerAsync<TransactionReceipt?>(Key($"GetTransactionAsync({hash})"), cancellationToken);

    /// <inheritdoc/>
    public Task<TopicInfo> GetTopicAsync(ulong topicId, CancellationToken cancellationToken = default) => AnswerAsync<TopicInfo>(Key($"GetTopicAsync({topicId})"), cancellationToken);

    /// <inheritdoc/>
    public Task<NetworkInference> GetNetworkInferenceAsync(ulong topicId, long nonce, CancellationToken cancellationToken = default) => AnswerAsync<NetworkInference>(Key($"GetNetworkInferenceAsync({topicId}, {nonce})"), cancellationToken);

    /// <inheritdoc/>
    public Task<NetworkInference> GetLatestNetworkInferenceAsync(ulong topicId, CancellationToken cancellationToken = default) => AnswerAsync<NetworkInference>(Key($"GetLatestNetworkInferenceAsync({topicId})"), cancellationToken);

    /// <inheritdoc/>
    public Task<SubmissionWindow> GetWorkerWindowAsync(ulong topicId, string? address, CancellationToken cancellationToken = default) => AnswerAsync<SubmissionWindow>(Key($"GetWorkerWindowAsync({topicId}, {address})"), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<long>> GetOpenWorkerNoncesAsync(ulong topicId, CancellationToken cancellationToken = default) => AnswerAsync<IReadOnlyList<long>>(Key($"GetOpenWorkerNoncesAsync({topicId})"), cancellationToken);

    /// <inheritdoc/>
    public Task<SubmissionWindow> GetReputerWindowAsync(ulong topicId, string? address, CancellationToken cancellationToken = default) => AnswerAsync<SubmissionWindow>(Key($"GetReputerWindowAsync({topicId}, {address})"), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<long>> GetOpenReputerNoncesAsync(ulong topicId, CancellationToken cancellationToken = default) => AnswerAsync<IReadOnlyList<long>>(Key($"GetOpenReputerNoncesAsync({topicId})"), cancellationToken);

    /// <inheritdoc/>
    public Task<bool> IsWorkerRegisteredAsync(ulong topicId, string address, CancellationToken cancellationToken = default) => AnswerAsync<bool>(Key($"IsWorkerRegisteredAsync({topicId}, {address})"), cancellationToken);

    /// <inheritdoc/>
    public Task<bool> CanSubmitWorkerPayloadAsync(ulong topicId, string address, CancellationToken cancellationToken = default) => AnswerAsync<bool>(Key($"CanSubmitWorkerPayloadAsync({topicId}, {address})"), cancellationToken);

    /// <inheritdoc/>
    public Task<bool?> HasSubmittedAsync(ulong topicId, string address, long nonce, CancellationToken cancellationToken = default) => AnswerAsync<bool?>(Key($"HasSubmittedAsync({topicId}, {address}, {nonce})"), cancellationToken);

    private static string Key(FormattableString call) => FormattableString.Invariant(call);
}
