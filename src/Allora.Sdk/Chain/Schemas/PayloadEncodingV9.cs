using Allora.Sdk.Encodings.Payloads;
using Allora.Sdk.Values;

namespace Allora.Sdk.Chain.Schemas;

/// <summary>Emissions v9: an inference is one number.</summary>
internal sealed class PayloadEncodingV9() : PayloadEncoding("emissions.v9")
{
    public override bool TakesLabels => false;

    protected override (ChainDecimal Scalar, IReadOnlyList<KeyValuePair<string, ChainDecimal>> Labels) ValuesOf(WorkerPayload payload) => payload switch
    {
        { Labels.Count: 0, Value: { } value } => (value, []),
        // The default label of topics with one value, for compatibility with networks that have labels.
        { Labels: [{ Key: "y", Value: var value }], Value: null } => (value, []),
        _ => throw new NotSupportedException("This network accepts one value for each prediction, not labels: answer with Prediction.Value"),
    };
}
