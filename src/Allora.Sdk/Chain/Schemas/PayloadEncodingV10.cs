using Allora.Sdk.Encodings.Payloads;
using Allora.Sdk.Values;

namespace Allora.Sdk.Chain.Schemas;

/// <summary>Emissions v10: an inference is one number, or labelled numbers in addition to a zero.</summary>
internal sealed class PayloadEncodingV10() : PayloadEncoding("emissions.v10")
{
    public override bool TakesLabels => true;

    protected override (ChainDecimal Scalar, IReadOnlyList<KeyValuePair<string, ChainDecimal>> Labels) ValuesOf(WorkerPayload payload) =>
        (payload.Labels.Count == 0 ? payload.Value.GetValueOrDefault() : ChainDecimal.Zero, payload.Labels);
}
