namespace Allora.Sdk.Roles;

/// <summary>A truth and a loss as one function. The truth of a nonce is queried until it is known, and then kept.</summary>
internal sealed class GroundTruthFunction(IGroundTruth source, ReputerLoss loss) : IReputerFunction
{
    /// <summary>Keeps truths beyond this process.</summary>
    public ITruthMemory Memory { get; set; } = new TruthMemory();

    public ReputerLoss Loss => loss;

    public async ValueTask<LossFunction> PrepareAsync(ReputerContext context, CancellationToken cancellationToken)
    {
        var bound = loss.Bind(context.Topic);
        var truth = Memory.Recall(context.TopicId, context.Nonce);
        if (truth is null)
        {
            truth = await source.GetAsync(context, cancellationToken).ConfigureAwait(false)
                ?? throw new InvalidOperationException("the ground truth returned null: use GroundTruth.Skip to pass");
            if (truth.SkipReason is { } why)
                return LossFunction.Skip(why);
            RequireKind(context, truth);
            await Memory.RememberAsync(context.TopicId, context.Nonce, truth).ConfigureAwait(false);
        }

        return LossFunction.Of(value => bound(truth, value)).WithNote(truth.Note);
    }

    private static void RequireKind(ReputerContext context, GroundTruth truth)
    {
        if (context.Topic.IsMulti != truth.Scalar is null)
        {
            throw new InvalidOperationException(context.Topic.IsMulti
                ? $"topic {context.TopicId} has labels: answer with GroundTruth.Labels"
                : $"topic {context.TopicId} takes one value: answer with GroundTruth.Value");
        }
    }
}
