using System.Net;
using System.Text.RegularExpressions;

namespace Allora.Sdk.Dashboard.Tests.Security;

/// <summary>What browsers are told, and that the pages keep to it.</summary>
public sealed partial class ContentPolicyTests
{
    public static TheoryData<string> Pages => ["", "worker", "window", "history", "chain"];

    [Theory]
    [InlineData("/allora/")]
    [InlineData("/allora")]
    [InlineData("/allora/worker?name=x")]
    [InlineData("/allora/assets/base.css")]
    [InlineData("/allora/assets/nothing")]
    [InlineData("/allora/api/session")]
    [InlineData("/allora/api/window?nonce=x")]
    [InlineData("/allora/api/history.csv")]
    [InlineData("/allora/events")]
    [InlineData("/allora/events?worker=nobody")]
    public async Task Every_answer_carries_the_policy(string path)
    {
        await using var console = await ConsoleHost.StartAsync();
        foreach (var host in new[] { "localhost", "evil.example" })
        {
            var answer = await console.GetAsync(path, ("Host", host));

            var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
            Assert.StartsWith("default-src 'none';", policy, StringComparison.Ordinal);
            Assert.DoesNotMatch("unsafe|http|\\*|data:", policy);
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Pages_have_no_script_and_no_style_of_their_own_and_load_from_here_alone(string page)
    {
        await using var console = await ConsoleHost.StartAsync();
        var html = await console.Http.GetStringAsync($"/allora/{page}", TestContext.Current.CancellationToken);

        Assert.DoesNotMatch("<style|style=|\\son[a-z]+=|javascript:", html);
        Assert.All(Scripts().Matches(html), static script => Assert.Equal("", script.Groups[1].Value));
        var links = Links().Matches(html).Select(static link => link.Groups[1].Value).ToList();
        Assert.NotEmpty(links);
        foreach (var link in links)
        {
            Assert.DoesNotMatch("^/|^[a-z]+:", link);
            Assert.Equal(HttpStatusCode.OK, (await console.GetAsync(new Uri(new Uri(console.Http.BaseAddress!, $"/allora/{page}"), link).PathAndQuery)).StatusCode);
        }
    }

    [Fact]
    public void Scripts_build_texts_only_and_name_no_other_host()
    {
        var assembly = typeof(AlloraDashboard).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(static name => name.EndsWith(".js", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            var script = reader.ReadToEnd().Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal);
            Assert.DoesNotMatch(@"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function|https?://|""style""|\.style\b", script);
        }
    }

    [Theory]
    [InlineData("", "/allora")]
    [InlineData("/base", "/base/allora")]
    public async Task Without_the_slash_at_the_end_a_page_leads_to_the_one_with_it(string pathBase, string path)
    {
        await using var console = await ConsoleHost.StartAsync(before: app =>
        {
            Microsoft.AspNetCore.Builder.UsePathBaseExtensions.UsePathBase(app, pathBase);
            Microsoft.AspNetCore.Builder.EndpointRoutingApplicationBuilderExtensions.UseRouting(app);
        });

        var answer = await console.GetAsync(path + "?a=b");

        Assert.Equal((HttpStatusCode.Redirect, path + "/?a=b"), (answer.StatusCode, answer.Headers.Location?.ToString()));
        Assert.Equal(HttpStatusCode.OK, (await console.GetAsync(path + "/")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await console.GetAsync(path + "/assets/overview.js")).StatusCode);
    }

    [Fact]
    public async Task A_file_that_the_browser_has_is_not_sent_again()
    {
        await using var console = await ConsoleHost.StartAsync();
        var first = await console.GetAsync("/allora/assets/base.css");
        var again = await console.GetAsync("/allora/assets/base.css", ("If-None-Match", first.Headers.ETag!.Tag));

        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await console.GetAsync("/allora/assets/..%2fbase.css")).StatusCode);
    }

    [GeneratedRegex("<script[^>]*>(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Scripts();

    [GeneratedRegex("(?:src|href)=\"([^\"]*)\"")]
    private static partial Regex Links();
}
