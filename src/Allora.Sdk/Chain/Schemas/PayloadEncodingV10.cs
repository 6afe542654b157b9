using Allora.Sdk.Encodings.Payloads;
using Allora.Sdk.Encodings.Transactions;
using Allora.Sdk.Values;

namespace Allora.Sdk.Chain.Schemas;

/// <summary>Emissions v10: an inference is one number, or labelled numbers in addition to a zero.</summary>
internal sealed class PayloadEncodingV10() : PayloadEncoding("emissions.v10")
{
    public override bool TakesLabels => true;

    protected override ChainDecimal ScalarOf(WorkerPayload payload) =>
        payload.Labels.Count == 0 ? payload.Value.GetValueOrDefault() : ChainDecimal.Zero;

    protected override void WriteLabels(ref ProtoWriter writer, WorkerPayload payload)
    {
        foreach (var (label, value) in payload.Labels)
        {
            var labelled = writer.Begin(7);
            writer.Text(1, label);
            writer.DecimalAlways(2, value);
            writer.End(labelled);
        }
    }
}
