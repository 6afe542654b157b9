using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Allora.Sdk;
using Topic67.Forecasting;
using Topic67.Worker.Settings;

namespace Topic67.Worker.Models;

/// <summary>
/// A model that is a command, started for each forecast without a shell. It reads one JSON object (topic_id, nonce, time, and bars as rows of Unix time
/// and close) from its standard input, and writes one number.
/// </summary>
internal sealed class CommandForecastModel : IForecastModel
{
    private const int LongestError = 200;

    private readonly List<string> _words;

    // Programs repeat their arguments in messages about them.
    private IEnumerable<string> Secrets => _words.Skip(1).Where(static word => SafeText.Value(word) != word);

    public CommandForecastModel(string command)
    {
        _words = Words(command);
        if (_words.Count == 0)
            throw new ConfigurationException("MODEL_COMMAND has no program: write a program and its arguments, such as python3 model.py.");
    }

    /// <summary>The program without its arguments, which may be secrets.</summary>
    public static string NameOf(string command) => Words(command) is [var program, ..] ? Path.GetFileName(program) : "";

    public async ValueTask<double> ForecastAsync(ForecastRequest request, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(_words[0], _words.Skip(1)) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        // The model is a program of its own: it needs no wallet, and no key or address of the worker.
        foreach (var name in SettingNames.Secret)
            start.Environment.Remove(name);
        using var process = Start(start);
        try
        {
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            var answer = process.StandardOutput.ReadToEndAsync(cancellationToken);
            await WriteAsync(process, request, cancellationToken).ConfigureAwait(false);
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            var problem = SafeText.Without((await errors.ConfigureAwait(false)).Trim(), Secrets);
            return process.ExitCode == 0
                ? ModelAnswer.Number(await answer.ConfigureAwait(false), Secrets)
                : throw new InvalidDataException($"it ended with code {process.ExitCode}{(problem.Length > 0 ? $": {problem[^Math.Min(LongestError, problem.Length)..]}" : "")}");
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw new InvalidDataException($"{_words[0]} was not started");
        }
        catch (Win32Exception exception)
        {
            throw new InvalidDataException($"{_words[0]} cannot be started: {exception.Message}", exception);
        }
    }

    private static async Task WriteAsync(Process process, ForecastRequest request, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("topic_id", request.TopicId);
            json.WriteNumber("nonce", request.Nonce);
            json.WriteString("time", request.At.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
            json.WriteStartArray("bars");
            foreach (var bar in request.Bars)
            {
                json.WriteStartArray();
                json.WriteNumberValue(bar.Label.ToUnixTimeSeconds());
                json.WriteNumberValue(bar.Close);
                json.WriteEndArray();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        try
        {
            await process.StandardInput.WriteLineAsync(Encoding.UTF8.GetString(buffer.ToArray()).AsMemory(), cancellationToken).ConfigureAwait(false);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It does not read its input, or has ended: its exit code shows which.
        }
    }

    // Words are separated by blanks; quotes keep blanks together.
    private static List<string> Words(string command)
    {
        var (words, word, quote, hasWord) = (new List<string>(), new StringBuilder(), '\0', false);
        foreach (var c in command)
        {
            if (quote == '\0' && char.IsWhiteSpace(c))
            {
                if (hasWord)
                    words.Add(word.ToString());
                (hasWord, _) = (false, word.Clear());
            }
            else if (quote == '\0' && c is '"' or '\'')
            {
                (quote, hasWord) = (c, true);
            }
            else if (c == quote)
            {
                quote = '\0';
            }
            else
            {
                word.Append(c);
                hasWord = true;
            }
        }

        if (hasWord)
            words.Add(word.ToString());
        return words;
    }
}
