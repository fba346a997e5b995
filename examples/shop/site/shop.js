const byId = id => document.getElementById(id);

async function show() {
    const goods = await (await fetch("goods")).json();
    byId("goods").replaceChildren(...goods.map(good => {
        const row = document.createElement("tr");
        for (const text of [good.title, (good.cents / 100).toFixed(2), good.left]) {
            row.insertCell().textContent = text;
        }
        return row;
    }));
    if (byId("good").options.length === 0) {
        goods.forEach(good => byId("good").add(new Option(good.title, good.name)));
    }
}

byId("order").addEventListener("submit", async event => {
    event.preventDefault();
    const order = new URLSearchParams({good: byId("good").value, count: byId("count").value});
    const answer = await fetch("orders", {method: "POST", body: order});
    byId("said").textContent = answer.status === 201 ? "Ordered. Thank you." : "Not ordered: " + await answer.text();
    await show();
});

show();
