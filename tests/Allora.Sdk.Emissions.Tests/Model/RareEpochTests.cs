using Allora.TestData.Epochs;

namespace Allora.Sdk.Emissions.Tests.Model;

/// <summary>
/// Epochs with situations that recordings show rarely or never, against a model in another language that was written from the specification alone
/// (tests/data/epochs/model): single actors, ties, zeros, numbers from 1e-38 to 1e39, extreme parameters, gaps, doubles and strangers in bundles,
/// stakes below the minimum, evictions, coefficients of 0, both versions, labels.
/// </summary>
public sealed class RareEpochTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_value_of_the_model_comes_out_in_its_own_text()
    {
        var table = new ValueTable();
        foreach (var scenario in ModelCase.Load())
        {
            var topic = new ModelTopic(scenario, table);
            foreach (var epoch in scenario.GetProperty("epochs").EnumerateArray())
                topic.Play(epoch);
        }

        output.WriteLine(table.ToString());
        Assert.True(table.Wrong == 0, string.Join(Environment.NewLine, table.Differences));
        Assert.True(table.Compared > 40_000, $"only {table.Compared} values were compared");
    }
}
