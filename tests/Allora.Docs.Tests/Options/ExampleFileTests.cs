using System.Text;
using Allora.Cli.Worker.Files;
using Allora.Sdk;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Allora.Docs.Tests.Options;

/// <summary>The files that pages show are read by what they are for.</summary>
public class ExampleFileTests
{
    private static IEnumerable<CodeBlock> Files => Page.All.SelectMany(page => page.Blocks).Where(block => block.Language is "yaml" or "json");

    public static TheoryData<string> WorkerFiles => [.. Files.Where(block => block.Language == "yaml" || block.Text.Contains("\"wallet\"", StringComparison.Ordinal)).Select(block => block.Place)];

    public static TheoryData<string> HostFiles => [.. Files.Where(block => block.Text.Contains("\"Allora\"", StringComparison.Ordinal)).Select(block => block.Place)];

    [Fact]
    public void Every_file_is_known_here() => Assert.Equal(Files.Count(), WorkerFiles.Count + HostFiles.Count);

    [Theory]
    [MemberData(nameof(WorkerFiles))]
    public void A_worker_file_is_read(string place)
    {
        Environment.SetEnvironmentVariable("MODEL_KEY", "for the pages");
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, Files.Single(block => block.Place == place).Text);
            var (file, remarks) = WorkerFileReader.Read(WorkerFileSource.Of(path));

            Assert.NotEmpty(file.Workers);
            Assert.Empty(remarks);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [MemberData(nameof(HostFiles))]
    public async Task A_host_file_is_read(string place)
    {
        using var text = new MemoryStream(Encoding.UTF8.GetBytes(Files.Single(block => block.Place == place).Text));
        var allora = new ConfigurationBuilder().AddJsonStream(text).Build().GetSection("Allora");
        var workers = allora.GetSection("Workers").GetChildren().ToArray();
        var services = new ServiceCollection().AddLogging();
        var builder = services.AddAllora(allora);
        foreach (var worker in workers)
            builder.AddAlloraWorker<Snippets.Given.MyModel>(worker);
        await using var provider = services.BuildServiceProvider();

        Assert.NotNull(provider.GetRequiredService<AlloraClient>());
        Assert.NotEmpty(workers);
        Assert.All(workers, worker => Assert.True(provider.GetRequiredService<IOptionsMonitor<WorkerOptions>>().Get(worker.Key).TopicId > 0));
    }
}
