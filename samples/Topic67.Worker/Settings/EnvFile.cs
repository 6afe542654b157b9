namespace Topic67.Worker.Settings;

/// <summary>Reads the process's environment and a .env file; the process's environment wins.</summary>
internal sealed class EnvFile
{
    private readonly Func<string, string?> _environment;
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    private EnvFile(Func<string, string?> environment) => _environment = environment;

    /// <summary>The path of the file, or null.</summary>
    public string? Path { get; private init; }

    /// <summary>A warning about the file for the operator, or null.</summary>
    public string? Warning { get; private set; }

    /// <summary>The value, or null if it is absent or blank.</summary>
    public string? this[string name] =>
        _environment(name) is { } set && !string.IsNullOrWhiteSpace(set)
            ? set
            : _values.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value) ? value : null;

    /// <summary>Reads the named file, or .env in the current folder if it exists.</summary>
    public static EnvFile Read(string? named, Func<string, string?> environment)
    {
        var path = named ?? ".env";
        if (!File.Exists(path))
            return named is null ? new EnvFile(environment) : throw new ConfigurationException($"The environment file {named} does not exist.");
        var file = new EnvFile(environment) { Path = path };
        try
        {
            file.Take(File.ReadAllLines(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"The environment file {path} cannot be read: {exception.Message}");
        }

        const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        if (!OperatingSystem.IsWindows() && file._values.ContainsKey("MNEMONIC") && (File.GetUnixFileMode(path) & Others) != 0)
            file.Warning = $"{path} holds MNEMONIC and can be read by others: chmod 600 {path}";
        return file;
    }

    private void Take(string[] lines)
    {
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].Trim();
            if (line.Length == 0 || line[0] == '#')
                continue;
            if (line.StartsWith("export ", StringComparison.Ordinal))
                line = line[7..].TrimStart();
            var at = line.IndexOf('=', StringComparison.Ordinal);
            // The line itself is not shown: it may be a secret.
            if (at < 1)
                throw new ConfigurationException($"Line {i + 1} of {Path} is not NAME=VALUE.");
            _values[line[..at].TrimEnd()] = Unquoted(line[(at + 1)..].Trim());
        }
    }

    private static string Unquoted(string value) =>
        value.Length >= 2 && value[0] is '"' or '\'' && value[^1] == value[0]
            ? value[1..^1]
            : value.IndexOf(" #", StringComparison.Ordinal) is var at and >= 0 ? value[..at].TrimEnd() : value;
}
