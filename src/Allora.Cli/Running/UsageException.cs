namespace Allora.Cli.Running;

/// <summary>A wrong use of the tool; each problem is a sentence with its remedy.</summary>
internal sealed class UsageException(IReadOnlyList<string> problems) : Exception(string.Join("; ", problems))
{
    public UsageException(string problem)
        : this([problem])
    {
    }

    public IReadOnlyList<string> Problems => problems;

    /// <summary>The same problems, each with the file in which it is.</summary>
    public UsageException Under(string file) => new([.. problems.Select(problem => $"{file}: {problem}")]);
}
