using System.Globalization;
using Allora.Sdk.Chain;
using Allora.Sdk.Encodings.Payloads;
using Allora.Sdk.Encodings.Transactions;
using Allora.Sdk.Workers.Answering;
using Allora.Sdk.Workers.Windows;

namespace Allora.Sdk.Roles;

/// <summary>A wallet that judges a topic's inferences: a loss for each value of the network, oldest nonce first.</summary>
internal sealed class ReputerRole : IWorkerRole
{
    public const string PayloadPurpose = "losses";

    private readonly AlloraClient _client;
    private readonly AlloraWallet _wallet;
    private readonly IReputerFunction _function;
    private readonly ulong _topicId;
    private readonly ReputerRequirements _requirements;
    private readonly WindowReader _windows;
    private StakeKeeper? _stake;

    public ReputerRole(AlloraClient client, AlloraWallet wallet, IReputerFunction function, WorkerOptions options)
    {
        (_client, _wallet, _function, _topicId) = (client, wallet, function, options.TopicId);
        _requirements = new ReputerRequirements(client, wallet.Address, options, (function as GroundTruthFunction)?.Loss);
        _windows = new WindowReader(client, WindowSide.Reputer, wallet.Address, options) { Requirement = _requirements.StakeAsync };
    }

    public string Title => "reputer";

    public string Purpose => PayloadPurpose;

    public string RegistrationPurpose => "register-reputer";

    public WindowSide Side => WindowSide.Reputer;

    public bool OldestFirst => true;

    public void Attach(WorkerServices services)
    {
        _stake = new StakeKeeper(services);
        if (_function is GroundTruthFunction truth)
            truth.Memory = new JournalTruths(services.Nonces);
    }

    public async Task<RoleView> PollAsync(CancellationToken cancellationToken)
    {
        var view = await _windows.ReadAsync(cancellationToken).ConfigureAwait(false);
        var topic = await _client.GetTopicAsync(_topicId, cancellationToken).ConfigureAwait(false);
        // A failed query must not look like a topic without older nonces: it fails the whole poll.
        var unclosed = await _client.GetUnfulfilledReputerNoncesAsync(_topicId, cancellationToken).ConfigureAwait(false);
        var (eligible, waiting) = ReputerOrder.Of(topic, view.Height, unclosed);
        return view with
        {
            // Without a loss function nothing else matters.
            Obstacle = _requirements.MissingLoss(topic) ?? view.Obstacle,
            Open = eligible is { } open ? [open] : [],
            Waiting = waiting,
        };
    }

    public async ValueTask<RoleAnswer> AnswerAsync(PredictionContext context, CancellationToken cancellationToken)
    {
        var topic = context.Topic ?? await _client.GetTopicAsync(context.TopicId, cancellationToken).ConfigureAwait(false);
        var network = await _client.GetNetworkInferenceAsync(context.TopicId, context.Nonce, cancellationToken).ConfigureAwait(false);
        if (!network.IsComplete)
        {
            // A node that lags may not have it yet.
            throw new AlloraException(AlloraErrorReason.NoInferences, isTransient: true, string.Create(CultureInfo.InvariantCulture, $"The network inference of nonce {context.Nonce} is {Missing(network)}: nothing can be judged."));
        }

        var judged = new ReputerContext(context, topic, network);
        return _function is IReputerFunctionLease lease
            ? await lease.UseAsync(lent => JudgeAsync(lent, judged, cancellationToken)).ConfigureAwait(false)
            : await JudgeAsync(_function, judged, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<IReadOnlyList<TransactionMessage>> RegisterAsync(CancellationToken cancellationToken)
    {
        var schema = await _client.Schemas.GetAsync(cancellationToken).ConfigureAwait(false);
        return [schema.Payloads.Register(_wallet.Address, _topicId, _wallet.Address, reputer: true)];
    }

    // The chain does not show payloads of open nonces, but it keeps the newest nonce of this reputer's payloads; older ones are refused for ever.
    public async Task<bool?> HasSubmittedAsync(long nonce, CancellationToken cancellationToken)
    {
        var newest = await _client.GetNewestReputerNonceAsync(_topicId, _wallet.Address, cancellationToken).ConfigureAwait(false);
        return newest == nonce ? true : newest < nonce ? false : null;
    }

    // Stake is added as a registration is made: after a query has found it missing.
    public NextStep AfterFreeRefusal(AlloraErrorReason reason) =>
        reason == AlloraErrorReason.StakeTooSmall ? NextStep.Register : RefusalPolicy.AfterFreeRefusal(reason);

    public Task<bool> TendAsync(CancellationToken cancellationToken) => _stake?.RunAsync(cancellationToken) ?? Task.FromResult(false);

    private async ValueTask<RoleAnswer> JudgeAsync(IReputerFunction function, ReputerContext context, CancellationToken cancellationToken)
    {
        var losses = await function.PrepareAsync(context, cancellationToken).ConfigureAwait(false)
            ?? throw new InvalidOperationException("the reputer returned null: use LossFunction.Skip to pass");
        return losses.SkipReason is { } why
            ? new RoleAnswer { SkipReason = why, Text = $"skip: {why}", Note = losses.Note, Bundle = Nothing }
            : Judge(losses, context.Network);
    }

    private RoleAnswer Judge(LossFunction losses, NetworkInference network)
    {
        var builder = new ReputerBundleBuilder(losses);
        try
        {
            var bundle = builder.Build(network, _wallet.Address);
            return new RoleAnswer
            {
                Text = string.Create(CultureInfo.InvariantCulture, $"combined={bundle.Combined}, naive={bundle.Naive}, inferers={bundle.Inferers.Count}, forecasters={bundle.Forecasters.Count}"),
                Note = builder.Excluded.Count == 0 ? losses.Note : string.Join("; ", [.. losses.Note is { } note ? [note] : Array.Empty<string>(), "left out: " + string.Join("; ", builder.Excluded)]),
                Bundle = token => BundleAsync(bundle, token),
            };
        }
        catch (AlloraException refused)
        {
            // The same losses would result: not worth another attempt.
            return new RoleAnswer { Text = "", Note = losses.Note, Bundle = _ => ValueTask.FromException<UnsignedBundle>(refused) };
        }
    }

    private async ValueTask<UnsignedBundle> BundleAsync(ReputerBundle bundle, CancellationToken cancellationToken)
    {
        var schema = await _client.Schemas.GetAsync(cancellationToken).ConfigureAwait(false);
        return new LossBundle(schema.Payloads, bundle);
    }

    private static ValueTask<UnsignedBundle> Nothing(CancellationToken cancellationToken) => throw new InvalidOperationException("a skipped nonce has no bundle");

    private static string Missing(NetworkInference network) => network switch
    {
        { Combined: null } => "not there",
        { Naive: null } => "without its naive value",
        _ => "without inferers",
    };
}
