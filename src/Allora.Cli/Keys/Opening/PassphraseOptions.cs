using System.CommandLine;
using System.Globalization;
using System.Text;
using Allora.Cli.Running;
using Microsoft.Win32.SafeHandles;

namespace Allora.Cli.Keys.Opening;

/// <summary>Where a passphrase comes from: a file, a descriptor, a credential of systemd, or a person at the terminal. Never an argument.</summary>
internal sealed class PassphraseOptions
{
    private const string CredentialsVariable = "CREDENTIALS_DIRECTORY";
    private const string Credential = "allora-passphrase";
    private const int Longest = 4096;

    public Option<FileInfo?> File { get; } = new("--passphrase-file") { Description = "A file (mode 0600) whose first line is the passphrase of an encrypted key.", HelpName = "FILE" };

    public Option<int?> Descriptor { get; } = new("--passphrase-fd") { Description = "An open file descriptor to read the passphrase from.", HelpName = "NUMBER" };

    public void AddTo(Command command)
    {
        command.Options.Add(File);
        command.Options.Add(Descriptor);
    }

    /// <summary>The passphrase; asked from the user only if nothing else gives it.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="what">What it opens, for the prompt.</param>
    /// <param name="isNew">Whether it is asked twice, since a slip would lock the key away.</param>
    /// <exception cref="UsageException">There is none.</exception>
    public string Read(ParseResult parsed, string what, bool isNew = false)
    {
        if (parsed.GetValue(File) is { } file)
            return FirstLine(file.FullName, SecretFile.OpenPrivate);
        if (parsed.GetValue(Descriptor) is { } number)
            return OfDescriptor(number);
        if (Environment.GetEnvironmentVariable(CredentialsVariable) is { Length: > 0 } folder && System.IO.File.Exists(Path.Combine(folder, Credential)))
            return FirstLine(Path.Combine(folder, Credential), System.IO.File.OpenRead);
        if (Console.IsInputRedirected)
            throw new UsageException($"{what} is encrypted: give its passphrase with --passphrase-file FILE, --passphrase-fd NUMBER or the systemd credential {Credential}");
        var passphrase = Ask($"Passphrase of {what}: ");
        return isNew && Ask("The same again: ") != passphrase ? throw new UsageException("the two passphrases differ: nothing was written") : passphrase;
    }

    private static string FirstLine(string path, Func<string, FileStream> open)
    {
        try
        {
            using var reader = new StreamReader(open(path), new UTF8Encoding(false));
            return Line(reader, path);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"the passphrase file {path} cannot be read: {unreadable.Message}");
        }
    }

    private static string OfDescriptor(int number)
    {
        try
        {
            using var handle = new SafeFileHandle(number, ownsHandle: false);
            using var stream = new FileStream(handle, FileAccess.Read, bufferSize: 1);
            using var reader = new StreamReader(stream, new UTF8Encoding(false));
            return Line(reader, string.Create(CultureInfo.InvariantCulture, $"descriptor {number}"));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"the descriptor {number} cannot be read: {unreadable.Message}"));
        }
    }

    private static string Line(StreamReader reader, string where) =>
        reader.ReadLine() is { Length: > 0 and <= Longest } line ? line : throw new UsageException($"{where} holds no passphrase in its first line");

    private static string Ask(string prompt)
    {
        Console.Error.Write(prompt);
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace)
                typed.Length = Math.Max(0, typed.Length - 1);
            else if (!char.IsControl(key.KeyChar))
                typed.Append(key.KeyChar);
        }

        Console.Error.WriteLine();
        return typed.Length > 0 ? typed.ToString() : throw new UsageException("no passphrase was typed");
    }
}
