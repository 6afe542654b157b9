using System.Globalization;

namespace Allora.Sdk.Workers.Answering;

/// <summary>The answer in place of the provider's.</summary>
internal static class Fallback
{
    /// <summary>Null if the policy, the role or the last value's age leaves nothing; <paramref name="why"/> then includes that.</summary>
    public static RoleAnswer? Choose(WorkerServices services, PredictionContext context, ref string why)
    {
        var options = services.Options.Fallback;
        switch (options.Policy)
        {
            case FallbackPolicy.LastValue:
                var last = services.Nonces.LastPredictions.Get(services.Role.Purpose, context.TopicId);
                var age = services.Client.Time.GetUtcNow() - last?.At;
                if (last is null || age > options.MaximumAge)
                {
                    why += last is null ? " (and there is no last value to fall back to)" : string.Create(CultureInfo.InvariantCulture, $" (and the last value, of nonce {last.Nonce}, is too old: {age})");
                    return null;
                }

                return With(last.Prediction, new SubmissionFallback { Policy = FallbackPolicy.LastValue, Why = why, FromNonce = last.Nonce });
            case FallbackPolicy.FixedValue:
                return With(options.Fixed!, new SubmissionFallback { Policy = FallbackPolicy.FixedValue, Why = why });
            default:
                return null;
        }

        RoleAnswer? With(Prediction prediction, SubmissionFallback fallback) =>
            services.Role.AnswerOf(context, prediction) is { } answer ? answer with { Fallback = fallback } : null;
    }
}
