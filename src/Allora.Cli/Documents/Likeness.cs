namespace Allora.Cli.Documents;

/// <summary>Finds the known name behind a misspelled one.</summary>
internal static class Likeness
{
    /// <summary>Returns the known name that was probably meant, or null.</summary>
    public static string? Closest(string name, IEnumerable<string> known)
    {
        var plain = Plain(name);
        return known
            .Select(one => (Name: one, Distance: Distance(plain, Plain(one))))
            .Where(one => one.Distance <= Allowed(one.Name))
            .OrderBy(static one => one.Distance)
            .Select(static one => one.Name)
            .FirstOrDefault();
    }

    private static int Allowed(string name) => name.Length switch { < 4 => 0, < 7 => 1, _ => 2 };

    private static string Plain(string name) => new([.. name.Where(static c => c is not ('_' or '-' or '.' or ' ')).Select(char.ToLowerInvariant)]);

    // Letters inserted, left out, exchanged, or swapped with their neighbor.
    private static int Distance(string left, string right)
    {
        var rows = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
            rows[i, 0] = i;
        for (var j = 0; j <= right.Length; j++)
            rows[0, j] = j;
        for (var i = 1; i <= left.Length; i++)
        {
            for (var j = 1; j <= right.Length; j++)
            {
                var least = Math.Min(Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1, rows[i - 1, j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                    least = Math.Min(least, rows[i - 2, j - 2] + 1);
                rows[i, j] = least;
            }
        }

        return rows[left.Length, right.Length];
    }
}
