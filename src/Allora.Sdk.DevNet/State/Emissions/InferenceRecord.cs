using System.Collections.Immutable;
using Allora.Sdk.DevNet.Values;
using Allora.Sdk.Protos.Emissions.V10;

namespace Allora.Sdk.DevNet.State.Emissions;

/// <summary>An inference as it came in, and its values by canonical label. A SINGLE topic's label is "y".</summary>
internal sealed record InferenceRecord(InputInference Input, ImmutableList<(string Label, Dec Value)> Values, long Height)
{
    public Dec? ValueOf(string label)
    {
        foreach (var (name, value) in Values)
        {
            if (name == label)
                return value;
        }

        return null;
    }
}
