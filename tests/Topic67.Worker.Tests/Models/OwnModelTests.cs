using Topic67.Worker.Commands;
using Topic67.Worker.Models;
using Topic67.Worker.Settings;
using Topic67.Worker.Tests.Processes;

namespace Topic67.Worker.Tests.Models;

/// <summary>Models of the user's own: types of an assembly and commands, right and wrong.</summary>
public sealed class OwnModelTests(ITestOutputHelper output)
{
    private static readonly string Assembly = typeof(DayModel).Assembly.Location;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static Forecasting.ForecastRequest Request => new(DateTimeOffset.UnixEpoch, []) { TopicId = 67, Nonce = 4 };

    [Fact]
    public async Task A_type_of_an_assembly_predicts_and_every_command_works_around_it()
    {
        await using var scene = await Scene.StartAsync();
        scene.ForAnswer = TimeSpan.FromSeconds(40);
        var prices = scene.Bars(1500, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var model = ("MODEL_ASSEMBLY", $"{Assembly},{typeof(DayModel).FullName}");
        await using (var worker = scene.Worker(["--prices", prices, "--windows", "1"], model))
        {
            await worker.LineAsync("state: Ready");
            Assert.Equal(0, await worker.ExitAsync(scene.StepAsync));
            Assert.Contains($"(own model {Assembly},{typeof(DayModel).FullName})", worker.Output, StringComparison.Ordinal);
        }

        var environment = Scene.Environment(model);
        Assert.Contains("ok   model: ", (await WorkerProcess.RunAsync(["check", .. scene.Args("--prices", prices)], environment, scene.Folder)).Output, StringComparison.Ordinal);
        Assert.Contains(nameof(DayModel), (await WorkerProcess.RunAsync(["status", .. scene.Args()], environment, scene.Folder)).Output, StringComparison.Ordinal);
        Assert.Contains("windows included: 1", (await WorkerProcess.RunAsync(["score", .. scene.Args("--prices", prices)], environment, scene.Folder)).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "write FILE.dll,Namespace.Type")]
    [InlineData("model.dll", "write FILE.dll,Namespace.Type")]
    [InlineData("/nowhere/model.dll,A.B", "cannot be loaded")]
    [InlineData("@text,A.B", "cannot be loaded")]
    [InlineData("@,Topic67.Worker.Tests.Models.NoModel", "has no type Topic67.Worker.Tests.Models.NoModel")]
    [InlineData("@,Topic67.Worker.Tests.Models.NotAModel", "does not implement Topic67.Forecasting.IForecastModel")]
    [InlineData("@,Topic67.Worker.Tests.Models.NeedyModel", "parameterless")]
    [InlineData("@,Topic67.Worker.Tests.Models.BrokenModel", "no weights")]
    [InlineData("@,System.Object", "has no type System.Object")]
    public async Task An_assembly_that_is_not_a_model_is_one_line_and_exit_code_two(string setting, string says)
    {
        var text = Path.GetTempFileName();
        await File.WriteAllTextAsync(text, "not an assembly", Ct);
        var value = setting.Replace("@text", text, StringComparison.Ordinal).Replace("@", Assembly, StringComparison.Ordinal);
        var failure = Assert.Throws<ConfigurationException>(() => AssemblyModel.Load(value));
        output.WriteLine($"{setting}: {failure.Message}");
        Assert.StartsWith("MODEL_ASSEMBLY", failure.Message, StringComparison.Ordinal);
        Assert.Contains(says, failure.Message, StringComparison.Ordinal);
        File.Delete(text);
    }

    [Fact]
    public async Task A_model_that_fails_is_the_stated_fallback_on_one_line()
    {
        await using var scene = await Scene.StartAsync();
        scene.ForAnswer = TimeSpan.FromSeconds(40);
        await using var worker = scene.Worker(["--simulated", "--windows", "1"], ("MODEL_ASSEMBLY", $"{Assembly},{typeof(FailingModel).FullName}"));
        await worker.LineAsync("state: Ready");
        Assert.Equal(0, await worker.ExitAsync(scene.StepAsync));
        Assert.Contains("fallback: zero (the model ", worker.Output, StringComparison.Ordinal);
        Assert.Contains("diverged\\u001b[31m", worker.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", worker.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sh -c 'echo 0.25'", 0.25)]
    [InlineData("sh -c \"echo '-1e-3'\"", -0.001)]
    [InlineData("printf %s \"0.5\"", 0.5)]
    [InlineData("sh -c 'read line; case \"$line\" in *\\\"nonce\\\":4*) echo 4;; esac'", 4)]
    public async Task A_command_gets_the_request_and_answers_a_number(string command, double value)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the commands are a shell's");
        Assert.Equal(value, await new CommandForecastModel(command).ForecastAsync(Request, Ct));
    }

    [Theory]
    [InlineData("/nowhere/model --key 4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318", "cannot be started")]
    [InlineData("sh -c 'echo one'", "it answered \"one\", which is not a number")]
    [InlineData("sh -c 'echo 1 2'", "it answered \"1 2\"")]
    [InlineData("sh -c 'echo 1,5'", "it answered \"1,5\"")]
    [InlineData("sh -c 'echo NaN'", "it answered \"NaN\"")]
    [InlineData("true", "it answered \"\"")]
    [InlineData("false", "it ended with code 1")]
    [InlineData("sh -c 'echo out of memory >&2; exit 7'", "it ended with code 7: out of memory")]
    public async Task A_command_that_does_not_answer_a_number_is_named_with_its_cause(string command, string says)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the commands are a shell's");
        var failure = await Assert.ThrowsAnyAsync<Exception>(async () => await new CommandForecastModel(command).ForecastAsync(Request, Ct));
        Assert.Contains(says, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("4c0883a6", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_ways_to_a_model_are_refused()
    {
        await using var error = new StringWriter();
        Assert.Equal(2, await Entry.RunAsync([], static name => name is "MODEL_URL" or "MODEL_COMMAND" ? "http://127.0.0.1:1/" : null, TextWriter.Null, error));
        Assert.Contains("give one", error.ToString(), StringComparison.Ordinal);
    }
}
