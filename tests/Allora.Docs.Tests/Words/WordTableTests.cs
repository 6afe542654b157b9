using System.Globalization;
using System.Text;

namespace Allora.Docs.Tests.Words;

/// <summary>Prints how often each habit occurs for a thousand words (CONTRIBUTING.md, Words).</summary>
public class WordTableTests(ITestOutputHelper output)
{
    [Fact]
    public void It_can_be_printed()
    {
        var table = Table();

        output.WriteLine(table);
        foreach (var habit in Habit.All)
            Assert.Contains($"| {habit.Name} |", table, StringComparison.Ordinal);
    }

    private static string Table()
    {
        var parts = Texts.Measured;
        var words = parts.Select(part => (double)Texts.Words(part.Text)).ToArray();
        var text = new StringBuilder();
        text.AppendLine("| for 1 000 words | " + string.Join(" | ", parts.Select(part => part.Name)) + " | all |");
        text.AppendLine("|---|" + string.Concat(Enumerable.Repeat("---:|", parts.Count + 1)));
        text.AppendLine(Row("words", [.. words, words.Sum()], "0"));
        foreach (var habit in Habit.All)
        {
            var counts = parts.Select(part => (double)habit.Count(part.Text)).ToArray();
            text.AppendLine(Row(habit.Name, [.. counts.Zip(words, (count, of) => 1000 * count / of), 1000 * counts.Sum() / words.Sum()], "0.00"));
        }

        double[] where = [.. parts.Select(part => (double)Habit.Where.Count(part.Text))];
        double[] conditions = [.. parts.Select(part => (double)Math.Max(1, Habit.If.Count(part.Text)))];
        text.AppendLine(Row("where to if", [.. where.Zip(conditions, (one, other) => one / other), where.Sum() / conditions.Sum()], "0.00"));
        text.AppendLine(CultureInfo.InvariantCulture, $"Messages with a private noun: {Texts.Messages.Count(message => PrivateNouns.In(message.Text) is not null)} of {Texts.Messages.Count}");
        return text.ToString();
    }

    private static string Row(string name, IEnumerable<double> values, string format) =>
        $"| {name} | {string.Join(" | ", values.Select(value => value.ToString(format, CultureInfo.InvariantCulture)))} |";
}
