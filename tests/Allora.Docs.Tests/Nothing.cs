namespace Allora.Docs.Tests;

/// <summary>An assertion that shows the whole of what was found; xunit's own cuts it.</summary>
internal static class Nothing
{
    public static void In(IEnumerable<string> found)
    {
        var all = string.Join(Environment.NewLine, found.Order(StringComparer.Ordinal));
        Assert.True(all.Length == 0, all);
    }
}
