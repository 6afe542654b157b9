using Allora.Sdk.Chain;
using Allora.Sdk.Encodings.Transactions;
using Allora.Sdk.Workers.Windows;

namespace Allora.Sdk.Workers.Answering;

/// <summary>A wallet that answers a topic's windows with inferences.</summary>
internal sealed class InfererRole(AlloraClient client, AlloraWallet wallet, IPredictionProvider provider, WorkerOptions options) : IWorkerRole
{
    private readonly PayloadBuilder _payloads = new(client, wallet);
    private readonly WindowReader _windows = new(client, WindowSide.Worker, wallet.Address, options);

    public string Title => "worker";

    public string Purpose => "payload";

    public string RegistrationPurpose => "register";

    public WindowSide Side => WindowSide.Worker;

    public bool OldestFirst => false;

    public Task<RoleView> PollAsync(CancellationToken cancellationToken) => _windows.ReadAsync(cancellationToken);

    public async ValueTask<RoleAnswer> AnswerAsync(PredictionContext context, CancellationToken cancellationToken)
    {
        var prediction = await provider.PredictAsync(context, cancellationToken).ConfigureAwait(false)
            ?? throw new InvalidOperationException("the provider returned null: use Prediction.Skip to pass");
        return AnswerOf(context, prediction);
    }

    public RoleAnswer AnswerOf(PredictionContext context, Prediction prediction) => new()
    {
        SkipReason = prediction.SkipReason,
        Text = prediction.ToString(),
        Note = prediction.Note,
        Prediction = prediction,
        Bundle = token => _payloads.BundleAsync(new WorkerAnswer(context, prediction), token),
    };

    public ValueTask<IReadOnlyList<TransactionMessage>> RegisterAsync(CancellationToken cancellationToken) =>
        _payloads.RegisterAsync(options.TopicId, cancellationToken);

    public Task<bool?> HasSubmittedAsync(long nonce, CancellationToken cancellationToken) =>
        client.HasSubmittedAsync(options.TopicId, wallet.Address, nonce, cancellationToken);
}
