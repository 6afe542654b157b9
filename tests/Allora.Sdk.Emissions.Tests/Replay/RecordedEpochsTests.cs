using Allora.TestData.Epochs;

namespace Allora.Sdk.Emissions.Tests.Replay;

/// <summary>Every epoch of the recording, recomputed from its messages alone.</summary>
public sealed class RecordedEpochsTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_value_of_a_real_node_is_recomputed_in_its_own_text()
    {
        var table = RecordedEpochs.Compare(Recording.Default);
        output.WriteLine(table.ToString());
        Assert.True(table.Wrong == 0, string.Join(Environment.NewLine, table.Differences));
        Assert.True(table.Compared > 50_000, $"only {table.Compared} values were compared");
    }
}
