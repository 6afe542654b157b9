namespace Topic67.Worker.Settings;

/// <summary>Reads the process's environment and a .env file; the process's environment wins.</summary>
internal sealed class EnvFile
{
    private readonly Func<string, string?> _environment;
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly List<string> _warnings = [];

    private EnvFile(Func<string, string?> environment) => _environment = environment;

    /// <summary>The path of the file, or null.</summary>
    public string? Path { get; private init; }

    /// <summary>Warnings about the file for the operator.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>The value, or null if it is absent or blank.</summary>
    public string? this[string name] => Given(name).FirstOrDefault(static value => !string.IsNullOrWhiteSpace(value));

    /// <summary>Whether the name is set, but only to blank values.</summary>
    public bool IsBlank(string name) => Given(name).Any() && this[name] is null;

    /// <summary>The value, or null if the name is absent. For names whose absence decides about money or the network.</summary>
    /// <exception cref="ConfigurationException">It is set but empty.</exception>
    public string? NotBlank(string name) => IsBlank(name)
        ? throw new ConfigurationException($"{name} is set but empty: give it a value, or remove it.")
        : this[name];

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
            file._warnings.Add($"{path} holds MNEMONIC and can be read by others: chmod 600 {path}");
        return file;
    }

    /// <summary>One value of a file that may hold errors elsewhere, or null.</summary>
    public static string? Peek(string path, string name)
    {
        foreach (var line in File.ReadLines(path))
        {
            try
            {
                if (EnvText.Line(line) is { } read && read.Name == name)
                    return read.Value;
            }
            catch (FormatException)
            {
                // The reader of the whole file reports it.
            }
        }

        return null;
    }

    private IEnumerable<string> Given(string name)
    {
        if (_environment(name) is { } set)
            yield return EnvText.OfProcess(set);
        if (_values.TryGetValue(name, out var value))
            yield return value;
    }

    // No line is shown in a message: it may be a secret.
    private void Take(string[] lines)
    {
        for (var i = 0; i < lines.Length; i++)
        {
            try
            {
                if (EnvText.Line(lines[i]) is not { } line)
                    continue;
                Check(line.Name, i + 1);
                if (!_values.TryAdd(line.Name, line.Value) && _values[line.Name] != line.Value)
                    throw new ConfigurationException($"Line {i + 1} of {Path} gives {line.Name} a second, different value: keep one.");
            }
            catch (FormatException wrong)
            {
                throw new ConfigurationException($"Line {i + 1} of {Path} {wrong.Message}.");
            }
        }
    }

    private void Check(string name, int line)
    {
        if (SettingNames.IsKnown(name))
            return;
        if (SettingNames.Closest(name) is { } meant)
            throw new ConfigurationException($"Line {line} of {Path} sets {name}, which is not a setting: probably {meant} is meant.");
        _warnings.Add($"{name} in {Path} is not a setting of this worker and has no effect");
    }
}
